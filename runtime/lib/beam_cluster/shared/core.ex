defmodule BeamCluster.Shared.Core do
  @moduledoc false
  # What a primitive decides, without a process: `step(state, event, now)` gives the next state and what is to be done. `Shared.Server` does
  # it with real nodes, and a simulator of the tests with virtual ones. A core sees peers whose same primitive has answered, never bare nodes.

  alias BeamCluster.Clock

  @type state :: term

  @typedoc """
  The events of a core:

    * `{:met, node, incarnation}` – a peer counts from now on. It may be one that was known and forgot this node.
    * `{:lost, node, incarnation}` – it no longer counts: its node is gone, or another incarnation took its place
    * `{:missed, node}` – a cast of that peer got lost
    * `{:heard, node, payload}` – a peer says something; of a newer version perhaps, so unknown payloads are ignored
    * `{:timer, name}` – a timer of its own has fired
    * `{:local, term}` – from a process of this node, and no more to be trusted than what a peer says
    * `{:call, ref, request}` – the same, and it waits for a reply
    * `:draining` – this node leaves
  """
  @type event ::
          {:met | :lost, node, incarnation :: term}
          | {:missed, node}
          | {:heard, node, payload :: term}
          | {:timer, name :: atom}
          | {:local, term}
          | {:call, ref :: term, request :: term}
          | :draining

  @typedoc """
  What is to be done: `{:cast, payload}` to each peer in an order whose gaps show, `{:tell, node, payload}` to one, `{:timer, name, ms}` (it
  replaces the one of that name), `{:reply, ref, term}`, or something else that `c:perform/2` of the core does.
  """
  @type effect ::
          {:cast, payload :: term}
          | {:tell, node, payload :: term}
          | {:timer, name :: atom, ms :: non_neg_integer}
          | {:reply, ref :: term, term}
          | term

  @doc "The first state. `self` is this node and its incarnation."
  @callback init(self :: {node, incarnation :: term}, options :: term, now :: Clock.t()) ::
              {state, [effect]}

  @callback step(state, event, now :: Clock.t()) :: {state, [effect]}

  @doc "Whether this node knows all that its peers know; asked until it says so, and the pod gets no traffic before."
  @callback warm?(state) :: boolean

  @doc "Does what is no effect of all cores."
  @callback perform(effect :: term, name :: module) :: term
end
