using System.Text.RegularExpressions;

namespace CuaRl.Architecture.Tests;

public sealed partial class SourceRuleTests
{
    private const int Ceiling = 500;
    private const int UsualCeiling = 300;
    private const int MedianBudget = 60;

    /// <summary>All test projects but this one, whose patterns would match themselves.</summary>
    private static readonly string[] Tested =
    [
        .. Directory.GetDirectories(Repository.PathOf("tests"))
            .Where(folder => !folder.EndsWith("CuaRl.Architecture.Tests", StringComparison.Ordinal))
            .Select(folder => Path.GetRelativePath(Repository.Root, folder)),
    ];

    [Fact]
    public void Files_OfCode_KeepTheLengthBudget()
    {
        var lengths = Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"))
            .Select(file => (File: file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .OrderBy(file => file.Lines)
            .ToArray();

        Assert.DoesNotContain(lengths, file => file.Lines > Ceiling);
        Assert.True(lengths.Count(file => file.Lines > UsualCeiling) <= lengths.Length * 0.05, "over 5 % of files pass 300 lines");
        Assert.True(lengths[lengths.Length / 2].Lines <= MedianBudget, $"the median file has {lengths[lengths.Length / 2].Lines} lines");
    }

    [Fact]
    public void GrainCode_OfEitherEngine_HasNoConditionalCompilation()
    {
        var offenders = Matches(["src/CuaRl.Grains", "src/CuaRl.Abstractions", "src/CuaRl.Core"], ConditionalCompilation());

        Assert.Empty(offenders);
    }

    [Fact]
    public void GrainCode_AfterAnAwait_StaysOnTheActivation() =>
        Assert.Empty(Matches(["src/CuaRl.Grains"], LeavesTheActivation()));

    [Fact]
    public void Tests_WhenTheyWait_WaitForAConditionAndNeverSleep() =>
        Assert.Empty(Matches(Tested, Sleep()));

    [Fact]
    public void Code_WhenItIsDone_HoldsNoReminderOfWorkLeft() =>
        Assert.Empty(Matches(["src", .. Tested], WorkLeft()));

    private static IEnumerable<string> Matches(string[] folders, Regex pattern) =>
        from folder in folders
        from file in Repository.Files(folder, "*.cs")
        from line in File.ReadLines(Repository.PathOf(file))
        where pattern.IsMatch(line)
        select $"{file}: {line.Trim()}";

    [GeneratedRegex(@"^\s*#(if|elif)\b")]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"ConfigureAwait\(false\)|Task\.Run\(")]
    private static partial Regex LeavesTheActivation();

    [GeneratedRegex(@"Task\.Delay\(\s*\d|Task\.Delay\(TimeSpan|Thread\.Sleep\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex WorkLeft();
}
