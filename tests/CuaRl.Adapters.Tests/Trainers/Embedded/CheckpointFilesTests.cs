using CuaRl.Adapters.Trainers.Embedded.Checkpoints;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Trainers.Embedded;

public sealed class CheckpointFilesTests
{
    private readonly string _folder = Path.Combine(TestFolders.Create("checkpoints"), "made", "when needed");

    [Fact]
    public async Task Write_ThenRead_GivesTheBytesAndListsThem()
    {
        var files = new CheckpointFiles(_folder);
        files.Write(State("000002"), [1, 2, 3]);
        files.Write(State("000001"), [4]);
        files.Write(State("000001"), [5, 6]);
        files.Write(CheckpointPath.Of("t-1", CheckpointPath.Samplers, "000001"), []);
        files.Write(CheckpointPath.Of("other", CheckpointPath.States, "000009"), [7]);

        Assert.Equal([1, 2, 3], files.Read(State("000002")));
        Assert.Equal([5, 6], new CheckpointFiles(_folder).Read(State("000001")));
        var listed = await files.ListAsync("t-1", default);
        Assert.Equal(
            [
                ("embedded://t-1/weights/000001", "000001", true), ("embedded://t-1/weights/000002", "000002", true),
                ("embedded://t-1/sampler_weights/000001", "000001", false),
            ],
            listed.Select(info => (info.Path, info.Name, info.HasOptimizer)));
        Assert.Equal([10, 11, 8], listed.Select(info => info.Size));
        Assert.All(listed, info => Assert.Equal(TimeSpan.Zero, info.SavedAt.Offset));
        Assert.Empty(await files.ListAsync("nobody", default));
    }

    /// <summary>As a process that was killed in the middle of writing leaves it.</summary>
    [Fact]
    public async Task Write_ThatDidNotFinish_IsNoCheckpointAndIsCleanedUpByTheNext()
    {
        var files = new CheckpointFiles(_folder);
        files.Write(State("000001"), [1, 2, 3]);
        var torn = Path.Combine(_folder, "t-1", "weights", $"000001.torn{DurableFile.Unfinished}");
        await File.WriteAllBytesAsync(torn, [1, 2]);

        Assert.Equal([1, 2, 3], files.Read(State("000001")));
        Assert.Equal("000001", Assert.Single(await files.ListAsync("t-1", default)).Name);

        files.Write(State("000002"), [4]);
        Assert.False(File.Exists(torn));
        Assert.Equal(["000001", "000002"], Directory.GetFiles(Path.GetDirectoryName(torn)!).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 9, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    public void Read_OfADamagedFile_IsRefusedByName(byte[] damaged)
    {
        var files = new CheckpointFiles(_folder);
        files.Write(State("000001"), [1, 2]);
        File.WriteAllBytes(Path.Combine(_folder, "t-1", "weights", "000001"), damaged);

        var error = Assert.Throws<TrainerRefusedException>(() => files.Read(State("000001")));

        Assert.Equal("the checkpoint embedded://t-1/weights/000001 is damaged; go on from another one", error.Cause);
    }

    [Fact]
    public void Read_OfWhatIsNotThere_SaysWhatToDo()
    {
        var error = Assert.Throws<TrainerRefusedException>(() => new CheckpointFiles(_folder).Read(State("000007")));

        Assert.StartsWith("there is no checkpoint embedded://t-1/weights/000007;", error.Cause, StringComparison.Ordinal);
        Assert.Contains("share one folder", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhereThereIsNoRoom_MayBeTriedAgain()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder)!);
        File.WriteAllText(_folder, "a file where the folder should be");

        var error = Assert.Throws<TrainerUnavailableException>(() => new CheckpointFiles(_folder).Write(State("000001"), [1]));

        Assert.True(error.IsTransient);
        Assert.StartsWith("its checkpoints cannot be reached: ", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfATraining_LeavesTheOthers()
    {
        var files = new CheckpointFiles(_folder);
        files.Write(State("000001"), [1]);
        files.Write(CheckpointPath.Of("other", CheckpointPath.States, "000009"), [7]);

        Assert.True(await files.DeleteAsync("t-1", default));

        Assert.Empty(await files.ListAsync("t-1", default));
        Assert.Single(await files.ListAsync("other", default));
        Assert.False(await files.DeleteAsync("t-1", default));
        await Assert.ThrowsAsync<TrainerRefusedException>(() => files.DeleteAsync("..", default));
    }

    [Theory]
    [InlineData("embedded://t/weights/../x")]
    [InlineData("embedded://../weights/x")]
    [InlineData("embedded://t/weights/..")]
    [InlineData("embedded://t/weights/")]
    [InlineData("embedded://t/weights/a b")]
    [InlineData("embedded://t/weights/a\n")]
    [InlineData("embedded://t/other/a")]
    [InlineData("embedded://t/sessions/s/a")]
    [InlineData("tinker://t/weights/a")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public void Path_OfSomethingElse_IsNone(string path) => Assert.Throws<FormatException>(() => CheckpointPath.Parse(path));

    [Fact]
    public void Path_OfACheckpoint_IsReadAsTheSame()
    {
        Assert.Equal(State("a_B-9"), CheckpointPath.Parse("embedded://t-1/weights/a_B-9"));
        Assert.Equal("embedded://t-1/weights/a_B-9", State("a_B-9").ToString());
        Assert.Throws<FormatException>(() => State(new string('a', 101)));
    }

    private static CheckpointPath State(string name) => CheckpointPath.Of("t-1", CheckpointPath.States, name);
}
