using System.Text;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Architecture.Tests.Training;

public sealed class TrainingDocumentTests
{
    private const string UpdateVariable = "CUARL_UPDATE_FLAGS";
    private const string Begin = "<!-- flags: written by the tests -->\n";
    private const string End = "<!-- end of flags -->\n";

    private static readonly string Document = Repository.PathOf("TRAINING.md");
    private static readonly ILookup<string, string> Tests = FlagTests.Find();

    [Fact]
    public void Document_OfTrainings_ListsTheFlagsAsTheyAre()
    {
        var text = File.ReadAllText(Document);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var compiled = Tables();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(Document, text[..begin] + compiled + text[end..]);
        }
        else
        {
            Assert.True(
                compiled == text[begin..end], $"TRAINING.md is not what the flags are: write it with {UpdateVariable}=1 dotnet test tests/CuaRl.Architecture.Tests");
        }
    }

    [Fact]
    public void Flags_EachOfThem_HaveATestThatShowsThem() =>
        Assert.Empty(FlagTable.All.Select(flag => flag.Name).Except(Tests.Select(tests => tests.Key)));

    [Fact]
    public void Tests_OfFlags_NameFlagsThatThereAre() =>
        Assert.Empty(Tests.Select(tests => tests.Key).Except(FlagTable.All.Select(flag => flag.Name)));

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var part in FlagTable.All.GroupBy(flag => flag.Part))
        {
            text.Append("\n### ").Append(part.Key).Append("\n\n| flag | takes | default | what it does | shown by |\n|---|---|---|---|---|\n");
            foreach (var flag in part)
            {
                Row(text, $"`{flag.Name}`", flag.Takes, Defaults(flag), Effect(flag), string.Join("<br>", Tests[flag.Name].Distinct().Select(Code)));
            }
        }

        text.Append("\n### Refused\n\n| flag | why |\n|---|---|\n");
        foreach (var (flag, value, sentence) in NotYet.All)
        {
            Row(text, $"`{flag}{(value is null ? "" : $"={value}")}`", $"It {sentence}.");
        }

        return text.Append('\n').ToString();
    }

    private static void Row(StringBuilder text, params string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    private static string Effect(Flag flag) =>
        flag.Effect + (flag.WhyNotOthers is { } why ? $" Of {flag.OnlyOf} only: {why}." : "")
        + (flag.SharedVariable is { } variable ? $" Also `{variable}`." : "")
        + (flag.IsSecret ? " A secret." : "");

    private static string Defaults(Flag flag)
    {
        var (embedded, tinker) = (flag.DefaultOf(Providers.Embedded), flag.DefaultOf(Providers.Tinker));
        return embedded == tinker ? embedded is null ? "-" : Code(embedded)
            : string.Join("<br>", new[] { Of(Providers.Embedded, embedded), Of(Providers.Tinker, tinker) }.OfType<string>());
    }

    private static string? Of(string provider, string? value) => value is null ? null : $"{provider}: {Code(value)}";

    private static string Code(string text) => $"`{text}`";
}
