defmodule Plug.Conn do
  @moduledoc false
  # The three functions of the real module that the plug calls: Plug is no dependency of the runtime.
  defstruct [:method, :path_info, :status, :body, :remote_ip, headers: [], halted: false]

  def put_resp_header(conn, name, value), do: %{conn | headers: [{name, value} | conn.headers]}
  def send_resp(conn, status, body), do: %{conn | status: status, body: body}
  def halt(conn), do: %{conn | halted: true}
end

defmodule BeamCluster.PlugTest do
  use ExUnit.Case, async: false

  defp call(method, path_info, options \\ []) do
    BeamCluster.Plug.call(
      struct!(Plug.Conn, method: method, path_info: path_info),
      BeamCluster.Plug.init(options)
    )
  end

  test "answers its paths and halts" do
    assert %{status: 200, halted: true, body: ~S({"status":"ready"})} =
             conn = call("GET", ["ready"])

    assert {"content-type", "application/json; charset=utf-8"} in conn.headers
  end

  test "passes everything else through" do
    assert %{status: nil, halted: false} = call("GET", ["users"])
    assert %{status: nil, halted: false} = call("POST", ["health"])
    assert %{status: nil, halted: false} = call("GET", [])
  end

  test ":only leaves the other paths to the application" do
    assert %{status: nil} = call("GET", ["health"], only: ["/ready"])
    assert %{status: 200} = call("GET", ["ready"], only: ["/ready"])
  end

  test "wrong options are named" do
    assert_raise ArgumentError, ~r/unknown options \[:path\], known is :only/, fn ->
      BeamCluster.Plug.init(path: "/")
    end

    assert_raise ArgumentError, ~r/:only knows .* got: \["\/live"\]/, fn ->
      BeamCluster.Plug.init(only: ["/live"])
    end
  end

  describe "the limit" do
    alias BeamCluster.RateLimit

    setup do
      start_supervised!(RateLimit)
      :ok
    end

    defp limited(ip, options) do
      options = RateLimit.Plug.init([scale: 86_400_000, limit: 1] ++ options)
      RateLimit.Plug.call(struct!(Plug.Conn, remote_ip: ip), options)
    end

    test "is counted by address, and a request above it is answered" do
      assert %{status: nil, halted: false} = limited({10, 0, 0, 1}, [])

      assert %{status: 429, halted: true, body: "Too Many Requests"} =
               conn = limited({10, 0, 0, 1}, [])

      assert {"retry-after", seconds} = List.keyfind(conn.headers, "retry-after", 0)
      assert String.to_integer(seconds) in 1..172_800
      assert %{status: nil} = limited({10, 0, 0, 2}, [])
    end

    test "is counted by what a function says, and not where that is nil" do
      assert %{status: nil} = limited(:ann, by: & &1.remote_ip)
      assert %{status: 429} = limited(:ann, by: & &1.remote_ip)
      assert %{status: nil} = limited(:ann, by: & &1.remote_ip, name: "other")
      for _ <- 1..2, do: assert(%{status: nil} = limited(nil, by: & &1.remote_ip))
    end

    test "must have the options that it needs, and no unknown ones" do
      assert_raise ArgumentError, ~r/:limit must be a whole number of at least 0, got: nil/, fn ->
        RateLimit.Plug.init(scale: 1)
      end

      assert_raise ArgumentError, ~r/unknown options \[:key\]/, fn ->
        RateLimit.Plug.init(scale: 1, limit: 1, key: 1)
      end
    end
  end
end
