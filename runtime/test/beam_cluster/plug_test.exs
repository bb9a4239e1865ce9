defmodule Plug.Conn do
  @moduledoc false
  # The three functions of the real module that the plug calls: Plug is no dependency of the runtime.
  defstruct [:method, :path_info, :status, :body, headers: [], halted: false]

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
end
