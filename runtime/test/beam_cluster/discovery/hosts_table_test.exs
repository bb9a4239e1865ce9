defmodule BeamCluster.Discovery.HostsTableTest do
  use ExUnit.Case, async: false

  alias BeamCluster.Discovery.HostsTable

  setup do
    methods = :inet_db.res_option(:lookup)
    on_exit(fn -> :inet_db.set_lookup(methods) end)
    :inet_db.set_lookup([:native])
  end

  for {text, ip, family} <- [
        {"10.99.8.7", {10, 99, 8, 7}, :inet},
        {"fd00::99", {0xFD00, 0, 0, 0, 0, 0, 0, 0x99}, :inet6}
      ] do
    test "#{text} is found while the system's resolver hangs" do
      HostsTable.install()
      hang()
      ip = unquote(Macro.escape(ip))
      found = fn -> :inet.getaddr(String.to_charlist(unquote(text)), unquote(family)) end
      assert HostsTable.with_host(ip, found) == {:ok, ip}
    end
  end

  test "is in the table no longer than that, whatever happens" do
    HostsTable.install()

    assert_raise RuntimeError, fn ->
      HostsTable.with_host({10, 99, 8, 7}, fn -> raise "no" end)
    end

    refute List.keymember?(:inet_db.get_rc(), {10, 99, 8, 7}, 1)
  end

  test "the table comes first, and once" do
    HostsTable.install()
    HostsTable.install()
    assert :inet_db.res_option(:lookup) == [:file, :native]
  end

  test "methods without the system's are left as they are" do
    :inet_db.set_lookup([:dns, :file])
    HostsTable.install()
    assert :inet_db.res_option(:lookup) == [:dns, :file]
  end

  # It is started by the first who asks it.
  defp hang do
    {:ok, _ip} = :inet_gethost_native.gethostbyname(~c"127.0.0.1", :inet)
    resolver = Process.whereis(:inet_gethost_native)
    :erlang.suspend_process(resolver)
  end
end
