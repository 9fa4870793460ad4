using CuaRl.Core.Loop.Configuration.Folders;

namespace CuaRl.Core.Tests.Loop.Configuration;

public sealed class LogFolderRulesTests
{
    private const string Folder = "/logs";

    [Theory]
    [InlineData("resume")]
    [InlineData("delete")]
    [InlineData("overwrite")]
    [InlineData("ask")]
    [InlineData("raise")]
    [InlineData("skip")]
    public void Decide_NothingThere_Begins(string behavior) =>
        Assert.Equal(new LogFolderDecision(LogFolderMove.Begin, "new"), Decide(behavior, null));

    [Theory]
    [InlineData("resume", "new", true, LogFolderMove.GoOn, "new")]
    [InlineData("resume", "old", false, LogFolderMove.GoOn, "old")]
    [InlineData("resume", "", true, LogFolderMove.GoOn, "new")]
    [InlineData("delete", "old", true, LogFolderMove.Replace, "new")]
    [InlineData("overwrite", "old", false, LogFolderMove.Replace, "new")]
    [InlineData("ask", "old", true, LogFolderMove.Ask, "new")]
    [Trait("Flag", "behavior_if_log_dir_exists")]
    public void Decide_FilesThere_StartsAsTold(string behavior, string earlier, bool isNameGiven, LogFolderMove move, string runName) =>
        Assert.Equal(new LogFolderDecision(move, runName), Decide(behavior, earlier, isNameGiven));

    [Theory]
    [InlineData("resume", LogFolderMove.Refuse, "/logs holds files of the training old, not of new")]
    [InlineData("raise", LogFolderMove.Refuse, "/logs holds files of an earlier start")]
    [InlineData("ask", LogFolderMove.Refuse, "/logs holds files of an earlier start")]
    [InlineData("skip", LogFolderMove.Skip, "/logs holds files of an earlier start")]
    public void Decide_FilesThatForbidIt_SaysWhy(string behavior, LogFolderMove move, string reason)
    {
        var decision = Decide(behavior, "old", canAsk: false);

        Assert.Equal((move, "new"), (decision.Move, decision.RunName));
        Assert.StartsWith(reason, decision.Reason, StringComparison.Ordinal);
    }

    private static LogFolderDecision Decide(string behavior, string? earlier, bool isNameGiven = true, bool canAsk = true) =>
        LogFolderRules.Decide(
            new LogFolder(Folder, LogFolderRules.Names.Find(behavior)),
            earlier is null ? null : new FoundFiles(earlier.Length == 0 ? null : earlier),
            "new", isNameGiven, canAsk);
}
