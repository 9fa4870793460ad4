using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Trainings;

/// <summary>A training is not deleted while a branch needs what it saved, on whichever silo either happens.</summary>
public sealed class NeededTrainingTests : IAsyncLifetime
{
    /// <summary>The write that deletes the first part: after that of the deletion, and that it may go on.</summary>
    private const int DeletionsFirstPart = 3;

    private readonly TrainingHost _host = new();
    private readonly TrainingHost _other;

    public NeededTrainingTests() => _other = new TrainingHost(_host);

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _other.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Delete_WhileABranchHasNoStateOfItsOwn_IsRefusedByItsName()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var branch = await Driven.BranchAsync(_host, parent, 2, "needs");
        await Driven.TakeAsync(_host, branch, 3, 4);
        var ended = await parent.Complete();

        var error = await Assert.ThrowsAsync<TrainingNeededException>(() => parent.Delete());

        Assert.Equal((ended.Id, "needs"), (error.TrainingId, Assert.Single(error.NeededBy)));
        Assert.Equal(ended, await parent.Describe());
        await Driven.TakeAsync(_host, branch, 5);
        Assert.Null(await parent.Delete());
        Assert.Equal(ended.RunName, (await branch.Describe()).Origin!.RunName);
    }

    [Fact]
    public async Task Delete_OfTheBranch_LetsTheParentGo()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var branch = await Driven.BranchAsync(_host, parent, 2, "goes-first");
        await parent.Complete();
        await branch.Cancel();
        await Assert.ThrowsAsync<TrainingNeededException>(() => parent.Delete());

        Assert.Null(await branch.Delete());
        Assert.Null(await parent.Delete());
    }

    [Fact]
    public async Task Delete_OfWhatAPenaltyDrawsTo_IsRefusedForAsLongAsABranchDoes()
    {
        var root = await Driven.NewAsync(_host, 3, "kl_penalty_coef=0.1");
        var rootInfo = await root.Complete();
        var middle = await Driven.BranchAsync(_host, root, 2, "middle");
        await Driven.TakeAsync(_host, middle, 3, 4, 5);
        var last = await middle.BranchFrom(5, Driven.Branch("last"));

        Assert.Equal((rootInfo.Id, $"{rootInfo.RunName}/weights/0"), (last.Origin!.KlReferenceTrainingId, last.Origin.KlReferencePath));
        var error = await Assert.ThrowsAsync<TrainingNeededException>(() => root.Delete());
        Assert.Equal(["middle", "last"], error.NeededBy.AsEnumerable());
    }

    [Fact]
    public async Task BranchFrom_WhileItsParentIsDeletedElsewhere_LeavesNothing()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var id = (await parent.Complete()).Id;
        var writes = _host.Faults.Writes;
        _host.Faults.Hold();
        var branching = parent.BranchFrom(2, Driven.Branch("late"));
        await Eventually.HoldsAsync("the branch's first write", () => Task.FromResult(_host.Faults.Writes > writes));

        Assert.Null(await _other.Grains.GetTraining(id).Delete());
        _host.Faults.Release();

        Assert.Equal(id, (await Assert.ThrowsAsync<NotFoundException>(() => branching)).ResourceId);
        Assert.Null(await _host.Grains.GetTrainingCatalog().FindByName("late"));
        Assert.Equal(0, _host.Trainings.Count);
    }

    [Fact]
    public async Task Delete_WhileABranchIsMadeElsewhere_LeavesBoth()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var id = (await parent.Complete()).Id;
        await _other.Grains.GetTraining(id).Describe();
        var writes = _other.Faults.Writes;
        _other.Faults.Hold();
        var deleting = _other.Grains.GetTraining(id).Delete();
        await Eventually.HoldsAsync("the write of the deletion", () => Task.FromResult(_other.Faults.Writes > writes));

        var branch = await parent.BranchFrom(2, Driven.Branch("in-time"));
        _other.Faults.Release();

        Assert.Equal("in-time", Assert.Single((await Assert.ThrowsAsync<TrainingNeededException>(() => deleting)).NeededBy));
        Assert.False((await _other.Grains.GetTraining(id).Describe()).IsDeleting);
        Assert.NotNull(await _other.Grains.GetTrainingCatalog().FindByName(branch.RunName));
    }

    [Fact]
    public async Task Delete_ThatBrokeOffWhileABranchWasMade_LooksAgainBeforeItGoesOn()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var id = (await parent.Complete()).Id;
        await _other.Grains.GetTraining(id).Describe();
        var writes = _other.Faults.Writes;
        _other.Faults.Hold();
        _other.Faults.FailNextWrite(StorageFault.AfterTheWrite);
        var deleting = _other.Grains.GetTraining(id).Delete();
        await Eventually.HoldsAsync("the write of the deletion", () => Task.FromResult(_other.Faults.Writes > writes));
        await parent.BranchFrom(2, Driven.Branch("in-time"));
        _other.Faults.Release();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => deleting);

        await Assert.ThrowsAsync<TrainingNeededException>(() => _other.Grains.GetTraining(id).Delete());

        Assert.False((await _other.Grains.GetTraining(id).Describe()).IsDeleting);
    }

    [Fact]
    public async Task Delete_TakenOverInItsMidst_IsNotUndoneByABranchThatCameLater()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var known = await parent.Complete();
        _host.Faults.FailWrite(DeletionsFirstPart, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => parent.Delete());
        _host.Trainings.HoldStatus(); // The branch is stored, and has not looked at its parent yet.
        var branching = _host.Grains.GetTraining(RecordIds.Training("too-late")).StartBranch(
            known.Definition with { RunName = "too-late" }, OriginOf(known));
        await Eventually.HoldsAsync(
            "the branch is stored", async () => await _host.Grains.GetTrainingCatalog().FindByName("too-late") is not null);

        await _other.Grains.GetTraining(known.Id).Read();

        await Eventually.HoldsAsync(
            "the parent is deleted", async () => await _host.Grains.GetTrainingCatalog().FindByName(known.RunName) is null);
        _host.Trainings.Release();
        await Assert.ThrowsAsync<NotFoundException>(() => branching);
        Assert.Equal(0, _host.Trainings.Count);
    }

    [Fact]
    public async Task StartBranch_OfAParentThatWentWhenAnotherHasItsName_LeavesNothing()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var known = await parent.Complete();
        Assert.Null(await parent.Delete());
        await _host.NewTrainingAsync(known.Definition);

        var error = await Assert.ThrowsAsync<NotFoundException>(
            () => _host.Grains.GetTraining(RecordIds.Training("misled")).StartBranch(
                known.Definition with { RunName = "misled" }, OriginOf(known)));

        Assert.Equal(("training", $"{known.Number}"), (error.Kind, error.ResourceId));
        Assert.Null(await _host.Grains.GetTrainingCatalog().FindByName("misled"));
    }

    [Fact]
    public async Task StartBranch_AgainAfterItBrokeOffAndItsParentWent_LeavesNothing()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        var id = (await parent.Complete()).Id;
        var writes = _host.Faults.Writes;
        _host.Faults.Hold();
        _host.Faults.FailNextWrite(StorageFault.AfterTheWrite);
        var branching = parent.BranchFrom(2, Driven.Branch("orphan"));
        await Eventually.HoldsAsync("the branch's first write", () => Task.FromResult(_host.Faults.Writes > writes));
        Assert.Null(await _other.Grains.GetTraining(id).Delete());
        _host.Faults.Release();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => branching);
        var orphan = (await _host.Grains.GetTrainingCatalog().FindByName("orphan"))!;

        await Assert.ThrowsAsync<NotFoundException>(
            () => _host.Grains.GetTraining(orphan.Id).StartBranch(orphan.Definition, orphan.Origin!));

        Assert.Null(await _host.Grains.GetTrainingCatalog().FindByName("orphan"));
    }

    [Fact]
    public async Task BranchFrom_WhatIsBeingDeleted_IsRefused()
    {
        var parent = await Driven.NewAsync(_host, steps: 3);
        await parent.Complete();
        var id = (await parent.Describe()).Id;
        _host.Faults.FailWrite(DeletionsFirstPart, StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => parent.Delete());

        var error = await Assert.ThrowsAsync<TrainingInactiveException>(
            () => _host.Grains.GetTraining(id).BranchFrom(2, Driven.Branch("too-late")));

        Assert.Equal(id, error.TrainingId);
    }

    private static TrainingOrigin OriginOf(TrainingInfo parent) => new()
    {
        TrainingId = parent.Id,
        TrainingNumber = parent.Number,
        RunName = parent.RunName,
        Step = 2,
        CheckpointPath = $"{parent.RunName}/states/3",
    };
}
