defmodule Phoenix.Router do
  @moduledoc "Stands in for `Phoenix.Router`: makes a function of each pipeline, and answers every path with 200."

  defmacro __using__(_options) do
    quote do
      import Phoenix.Router

      def init(options), do: options
      def call(conn, _options), do: Plug.Conn.send_resp(conn, 200, "Shop")
    end
  end

  defmacro pipeline(name, do: block) do
    plugs = for {:plug, _meta, [plug | options]} <- statements(block), do: {plug, options}

    body =
      Enum.reduce(plugs, quote(do: conn), fn {plug, options}, conn ->
        quote(do: unquote(plug)(unquote(conn), unquote(List.first(options) || [])))
      end)

    quote(do: def(unquote(name)(conn, _options), do: unquote(body)))
  end

  defmacro scope(_path, _alias \\ nil, do: block), do: block
  defmacro pipe_through(_pipelines), do: nil
  defmacro get(_path, _controller, _action), do: nil

  def accepts(conn, _formats), do: conn
  def fetch_session(conn, _options), do: conn
  def protect_from_forgery(conn, _options), do: conn
  def put_secure_browser_headers(conn, _options), do: conn

  defp statements({:__block__, _meta, statements}), do: statements
  defp statements(statement), do: [statement]
end

defmodule Phoenix.LiveDashboard.Router do
  @moduledoc "Stands in for `Phoenix.LiveDashboard.Router`: calls `metrics/0` of the module that is named, once, at compile time."

  defmacro live_dashboard(_path, options) do
    quote do
      def dashboard_metrics, do: unquote(options[:metrics]).metrics()
    end
  end
end

defmodule Phoenix.PubSub do
  @moduledoc "Stands in for `Phoenix.PubSub`: process groups of OTP, across all nodes that are connected."

  def child_spec(name: name), do: %{id: name, start: {:pg, :start_link, [name]}}
  def subscribe(name, topic), do: :pg.join(name, topic, self())

  def broadcast(name, topic, message),
    do: Enum.each(:pg.get_members(name, topic), &send(&1, message))
end

defmodule Phoenix.Presence do
  @moduledoc "Stands in for `Phoenix.Presence`: a process under the name of the module."

  defmacro __using__(_options) do
    quote do
      def child_spec(_options),
        do: %{id: __MODULE__, start: {Agent, :start_link, [fn -> [] end, [name: __MODULE__]]}}
    end
  end
end

defmodule Phoenix.Tracker do
  @moduledoc "Stands in for `Phoenix.Tracker`: says in the log that it was told of the leave."
  require Logger

  def graceful_permdown(presence) do
    Agent.get(presence, & &1)
    Logger.info("graceful_permdown of #{inspect(presence)}")
  end
end

defmodule DNSCluster do
  @moduledoc "Stands in for `DNSCluster`, and starts nothing."
  def child_spec(_options), do: %{id: __MODULE__, start: {Function, :identity, [:ignore]}}
end
