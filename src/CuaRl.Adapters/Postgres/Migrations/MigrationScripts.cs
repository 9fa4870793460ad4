using System.Globalization;
using System.Text.RegularExpressions;

namespace CuaRl.Adapters.Postgres.Migrations;

/// <summary>The scripts embedded in this build, in order.</summary>
internal static partial class MigrationScripts
{
    public static IReadOnlyList<Migration> All { get; } = Load();

    private static Migration[] Load()
    {
        var assembly = typeof(MigrationScripts).Assembly;
        var scripts = assembly.GetManifestResourceNames()
            .Select(resource => (Resource: resource, Name: ScriptName().Match(resource)))
            .Where(script => script.Name.Success)
            .Select(script =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(script.Resource)!);
                var number = int.Parse(script.Name.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
                return new Migration(number, script.Name.Groups["name"].Value, reader.ReadToEnd());
            })
            .OrderBy(migration => migration.Number)
            .ToArray();
        return scripts.DistinctBy(migration => migration.Number).Count() == scripts.Length
            ? scripts
            : throw new InvalidOperationException("Two scripts in sql/ have the same number.");
    }

    [GeneratedRegex(@"^sql/(?<name>(?<number>\d{3})_[a-z0-9_]+)\.sql$")]
    private static partial Regex ScriptName();
}
