defmodule BeamCluster.Plug do
  @moduledoc """
  The probe routes as a plug, for an application with Phoenix or Plug:

      # endpoint.ex, before the router: probes are not logged and need no session
      plug BeamCluster.Plug

      # or somewhere below another path
      forward "/internal", BeamCluster.Plug

  Any path but `/health`, `/ready` and `/metrics` passes through, and so does one that `:only` does not list
  (default: all three), for an application with a `/health` of its own.
  """

  # Always compiled: a dependency by path has no order relative to Plug, so asking for Plug while compiling
  # would leave this out at random.
  @compile {:no_warn_undefined, Plug.Conn}

  alias BeamCluster.Http.ProbeRoutes

  @all ["/health", "/ready", "/metrics"]

  @doc false
  def init(options) do
    only = Keyword.get(options, :only, @all)

    case {Keyword.keys(options) -- [:only], only -- @all} do
      {[], []} ->
        only

      {[], unknown} ->
        raise ArgumentError,
              "BeamCluster.Plug: :only knows #{inspect(@all)}, got: #{inspect(unknown)}"

      {unknown, _} ->
        raise ArgumentError, "BeamCluster.Plug: unknown options #{inspect(unknown)}, known is :only"
    end
  end

  @doc false
  def call(%{method: method, path_info: path_info} = conn, only) when method in ["GET", "HEAD"] do
    path = "/" <> Enum.join(path_info, "/")

    with true <- path in only, {status, type, body} <- ProbeRoutes.answer(path) do
      conn
      |> Plug.Conn.put_resp_header("content-type", type)
      |> Plug.Conn.put_resp_header("cache-control", "no-store")
      |> Plug.Conn.send_resp(status, body)
      |> Plug.Conn.halt()
    else
      _not_ours -> conn
    end
  end

  def call(conn, _only), do: conn
end
