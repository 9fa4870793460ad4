using System.Text.RegularExpressions;

namespace CuaRl.Architecture.Tests;

public sealed partial class EnvironmentFileTests
{
    [Fact]
    public void EnvironmentExample_AgainstTheCode_ListsEveryVariableThatIsReadAndNoOther()
    {
        var read = Repository.Files("src", "*.cs")
            .SelectMany(file => Variable().Matches(File.ReadAllText(Repository.PathOf(file))))
            .Select(match => match.Groups[1].Value)
            .Distinct();
        var listed = File.ReadLines(Repository.PathOf(".env.example"))
            .Select(line => Listed().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

        Assert.Equal(read.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"((?:CUARL|POSTGRES|ORLEANS|DATABASE|GBOX|TINKER)_[A-Z_]*[A-Z])\"")]
    private static partial Regex Variable();

    [GeneratedRegex("^#([A-Z_]+)=")]
    private static partial Regex Listed();
}
