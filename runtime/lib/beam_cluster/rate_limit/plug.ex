defmodule BeamCluster.RateLimit.Plug do
  @moduledoc """
  Answers 429 to the requests above a limit:

      # in a pipeline of the router, or in a controller
      plug BeamCluster.RateLimit.Plug, scale: :timer.minutes(1), limit: 100
      plug BeamCluster.RateLimit.Plug, scale: 1_000, limit: 5, by: &MyAppWeb.Limits.user_id/1

  Options:

    * `:scale` – the milliseconds of a window; required
    * `:limit` – how many requests it may have; required
    * `:by` – a function of the connection that gives the key, or nil for a request that has no limit; default the address of the client. Behind a
      proxy that is the address of the proxy, until a plug such as `RemoteIp` has set it from a header.
    * `:limiter` – the limiter; default `BeamCluster.RateLimit`
    * `:name` – part of the key, so that two limits with the same scale count apart; default `"plug"`

  A denied request gets `retry-after` in whole seconds and the body `Too Many Requests`, and the pipeline ends. A LiveView receives its events over
  a socket that no plug sees: call `BeamCluster.RateLimit.hit/4` in `handle_event/3`.
  """

  # As in `BeamCluster.Plug`: whether there is Plug is not known while this is compiled.
  @compile {:no_warn_undefined, Plug.Conn}

  @known [:scale, :limit, :by, :limiter, :name]

  @doc false
  def init(options) do
    case Keyword.keys(options) -- @known do
      [] -> :ok
      unknown -> raise ArgumentError, "#{inspect(__MODULE__)}: unknown options #{inspect(unknown)}"
    end

    %{
      scale: number!(options, :scale, 1),
      limit: number!(options, :limit, 0),
      by: Keyword.get(options, :by, &__MODULE__.address/1),
      limiter: Keyword.get(options, :limiter, BeamCluster.RateLimit),
      name: Keyword.get(options, :name, "plug")
    }
  end

  @doc false
  def call(conn, options) do
    case options.by.(conn) do
      nil -> conn
      key -> limit(conn, {options.name, key}, options)
    end
  end

  @doc false
  def address(conn), do: conn.remote_ip |> :inet.ntoa() |> List.to_string()

  defp limit(conn, key, options) do
    case options.limiter.hit(key, options.scale, options.limit) do
      {:allow, _count} -> conn
      {:deny, ms} -> deny(conn, ms)
    end
  end

  defp deny(conn, ms) do
    conn
    |> Plug.Conn.put_resp_header("retry-after", Integer.to_string(div(ms + 999, 1_000)))
    |> Plug.Conn.put_resp_header("content-type", "text/plain; charset=utf-8")
    |> Plug.Conn.send_resp(429, "Too Many Requests")
    |> Plug.Conn.halt()
  end

  defp number!(options, key, least) do
    case options[key] do
      number when is_integer(number) and number >= least ->
        number

      other ->
        raise ArgumentError,
              "#{inspect(__MODULE__)}: #{inspect(key)} must be a whole number of at least #{least}, got: #{inspect(other)}"
    end
  end
end
