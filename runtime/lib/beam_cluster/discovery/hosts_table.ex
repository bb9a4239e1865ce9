defmodule BeamCluster.Discovery.HostsTable do
  @moduledoc false
  # Keeps the system's resolver out of a dial.
  #
  # The host in a node's name is an address, but the VM looks it up like a name, through an external program with four places. While DNS is
  # silent, look-ups of the application hold all four for 8 s each, and a lost link would not come back. An address in the VM's own table of
  # hosts needs no program. Without this the bench rows dns-faults and mesh-at-once suffer: see decision 13.

  @doc """
  Has the VM look into its table before it asks the system, which looks into `/etc/hosts` first as well. Where the
  application has chosen methods without the system's, addresses are read as such already, and nothing changes.
  """
  def install do
    methods = :inet_db.res_option(:lookup)
    if :native in methods, do: :inet_db.set_lookup([:file | List.delete(methods, :file)])
    :ok
  end

  @doc "Runs `fun` while `ip` is found by how it is written; no longer, for a reverse look-up would find it too."
  def with_host(ip, fun) do
    :ok = :inet_db.add_host(ip, [:inet.ntoa(ip)])

    try do
      fun.()
    after
      :inet_db.del_host(ip)
    end
  end
end
