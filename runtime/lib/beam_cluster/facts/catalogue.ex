defmodule BeamCluster.Facts.Catalogue do
  @moduledoc false
  # Every fact there is: what it says, its type and the module that writes it. `BeamCluster.Facts` takes no other key.

  alias BeamCluster.{Config, Membership, Observe}
  alias BeamCluster.Discovery.Report

  @typedoc """
  The facts that have one value, with its type, in the order of the module that writes them:

    * `BeamCluster.Supervisor`, at start: `mode`, `enabled` (it clusters), `problems` of the deployment, `query` (the name that DNS is
      asked), `discovery` (the runtime finds the peers), `ready_grace` and `partition_grace` (milliseconds), `on_change`, and `started_at`
    * `BeamCluster.Membership`: `members` whose join was announced, `leaves` (the nodes that leave)
    * `BeamCluster.Membership.Announcement`: `announcing` (what is left to tell of the last change), `changes` (the last ten, the
      newest first), `summed_up` (the members of the last line of members)
    * `BeamCluster.Discovery.Report`: `view` (what discovery sees), `dns_ok_at`, `dns_error`, `dns_failing_since`,
      `unlisted_since` (since when DNS does not list this pod)
    * `BeamCluster.Observe.CauseLog`: `notices` (which causes the log has, and since when)
    * `BeamCluster.Drain`: `drain` (its config, which is there once it can drain), `draining` (the process that drains, permanent)
    * `BeamCluster.Observe.Readiness`: `ready` (the reason, permanent)
    * `BeamCluster.Observe.RefusalLog`: `refusals_since`, `refusals_logged`, `refusals_left_out` of its minute
  """
  @type t :: %{
          mode: :production | :development | :test,
          enabled: boolean,
          problems: [String.t()],
          query: String.t() | nil,
          discovery: boolean,
          ready_grace: non_neg_integer,
          partition_grace: non_neg_integer,
          on_change: {module, atom, list} | nil,
          started_at: integer,
          members: [node],
          leaves: Membership.Leaves.t(),
          announcing: Membership.Announcement.rest(),
          changes: [{node, :joined | :left | :lost, at :: integer}],
          summed_up: [node],
          view: Report.view(),
          dns_ok_at: integer,
          dns_error: {reason :: atom, at :: integer},
          dns_failing_since: integer,
          unlisted_since: integer,
          notices: Observe.Notices.t(),
          drain: Config.t(),
          draining: pid,
          ready: Observe.Readiness.reason(),
          refusals_since: integer,
          refusals_logged: pos_integer,
          refusals_left_out: pos_integer
        }

  @facts [
           :mode,
           :enabled,
           :problems,
           :query,
           :discovery,
           :ready_grace,
           :partition_grace,
           :on_change
         ] ++
           [:started_at, :members, :leaves, :announcing, :changes, :summed_up, :view] ++
           [
             :dns_ok_at,
             :dns_error,
             :dns_failing_since,
             :unlisted_since,
             :notices,
             :drain,
             :draining,
             :ready
           ] ++
           [:refusals_since, :refusals_logged, :refusals_left_out]

  @typedoc """
  The facts that have a value for each of many, `{family, which}`: a `subscriber` and a waiting `event` of
  `BeamCluster.Membership`, the `round_trip` of a node in microseconds, and a node of which a refusal was logged.
  Of `BeamCluster.Shared.Server`, by the name of a primitive: until when it may keep the pod from being ready (`warming`), and the module
  that tells what it does (`shared`).
  """
  @type family :: :subscriber | :event | :round_trip | :refusal_logged | :warming | :shared

  @families [:subscriber, :event, :round_trip, :refusal_logged, :warming, :shared]

  @typedoc "The counters of `/metrics`."
  @type counter :: :joins | :leaves | :dns_queries | :dials | :node_names

  @counters [:joins, :leaves, :dns_queries, :dials, :node_names]

  @doc "Whether a key is a fact."
  defguard is_fact(key)
           when key in @facts or
                  (is_tuple(key) and tuple_size(key) == 2 and elem(key, 0) in @families)

  @doc "Whether a name is a family of facts."
  defguard is_family(name) when name in @families

  @doc "Whether a name is a counter."
  defguard is_counter(name) when name in @counters

  @doc "The names of the facts that have one value."
  def names, do: @facts
end
