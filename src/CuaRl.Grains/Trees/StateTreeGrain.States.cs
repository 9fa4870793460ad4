using CuaRl.Core.Ids;
using CuaRl.Core.Runs;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Runs;

namespace CuaRl.Grains.Trees;

internal sealed partial class StateTreeGrain
{
    private const string DetachedName = "detached";

    async Task<StoredState> IStateTreeGrain.AddState(StateRequest request)
    {
        StateChecks.Check(request.Content);
        Rule.Keep("operation_id", RunRules.OperationId(request.OperationId));
        if (request.Parent is not { } parent)
        {
            return await AddToNewAsync(IsAny ? null : await SimulationAsync(), request);
        }

        RunChecks.CheckState(parent);
        var owner = await FindAsync(parent.RunId);
        await SegmentAsync(owner);
        await PointAsync(parent);
        return await AddToOwnerAsync(owner, parent, request) ?? await AddToNewAsync(owner.Definition.SimulationId, request);
    }

    async Task<StoredState> IStateTreeGrain.GetState(StateId state, CancellationToken cancellationToken)
    {
        RunChecks.CheckState(state);
        var segment = await SegmentAsync(state.RunId);
        var states = state.Step < _tree.FirstStep(segment)
            ? []
            : await journal.ReadAsync([new LineagePiece(state.RunId, state.Step, state.Step)], 1, cancellationToken);
        return states.Count == 1 ? states[0] : throw new NotFoundException("state", state.ToString());
    }

    /// <summary>
    /// A chain of states outside runs grows as one segment. A command that may be repeated gets a segment of its own instead, whose
    /// id follows from the command: by then others may have appended.
    /// </summary>
    private async Task<StoredState?> AddToOwnerAsync(RunInfo owner, StateId parent, StateRequest request)
    {
        if (!owner.Definition.IsDetached || owner.Head != parent.Step || request.OperationId is not null)
        {
            return null;
        }

        try
        {
            return await AppendAsync(owner.Id, request);
        }
        catch (CuaRlException refusal) when (refusal is StaleHeadException or RunNotActiveException)
        {
            return null;
        }
    }

    private async Task<StoredState> AddToNewAsync(string? simulation, StateRequest request)
    {
        await RequireBlobsAsync(request.Content);
        var id = request.OperationId is { } operation ? DerivedId.From("state", simulation ?? "", operation) : ids.NewId();
        await CreateAsync(id, new RunDefinition
        {
            SimulationId = simulation,
            Name = DetachedName,
            StartsAfter = request.Parent,
            IsDetached = true,
        });
        return await AppendAsync(id, request);
    }

    /// <summary>Asked before there is a segment: an empty one would keep its parent from being pruned.</summary>
    private async ValueTask RequireBlobsAsync(StateContent content)
    {
        if (!content.Blobs.IsEmpty
            && await blobs.FindMissingAsync(content.Blobs, CancellationToken.None) is [var missing, ..])
        {
            throw new NotFoundException("blob", missing);
        }
    }

    private async Task<StoredState> AppendAsync(string runId, StateRequest request)
    {
        var receipt = await GrainFactory.GetRun(runId).Append(new AppendRequest
        {
            States = [request.Content],
            ExpectedHead = request.Parent?.Step ?? -1,
            OperationId = request.OperationId,
        });
        return new StoredState
        {
            Id = new StateId(runId, receipt.LastStep),
            Parent = request.Parent,
            Content = request.Content,
            CreatedAt = receipt.CreatedAt,
        };
    }
}
