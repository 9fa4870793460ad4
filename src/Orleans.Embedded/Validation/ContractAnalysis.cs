using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>
/// Refuses at silo start what Orleans' code generator, analyzers and configuration analysis refuse when building or
/// starting, so that code which runs here also builds and runs there.
/// </summary>
internal static class ContractAnalysis
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // An assembly does not change, and one test process starts many silos.
    private static readonly ConcurrentDictionary<Assembly, Analysed> Known = new();

    /// <exception cref="OrleansConfigurationException">Lists everything found in the assemblies, by type and member.</exception>
    public static void Check(IEnumerable<Assembly> assemblies)
    {
        var analysed = assemblies.Distinct().Select(assembly => Known.GetOrAdd(assembly, static it => Analyse(it.GetTypes()))).ToList();
        ThrowIfAny([.. analysed.SelectMany(part => part.Findings), .. Clashes(analysed.SelectMany(part => part.Aliases))]);
    }

    /// <inheritdoc cref="Check(IEnumerable{Assembly})"/>
    public static void Check(params IEnumerable<Type> types)
    {
        var analysed = Analyse(types);
        ThrowIfAny([.. analysed.Findings, .. Clashes(analysed.Aliases)]);
    }

    private static void ThrowIfAny(IReadOnlyCollection<string> findings)
    {
        if (findings.Count > 0)
        {
            throw new OrleansConfigurationException(
                $"Orleans would refuse {findings.Count} of the declarations in this application:" +
                string.Concat(findings.Order(StringComparer.Ordinal).Select(finding => $"{Environment.NewLine}- {finding}")));
        }
    }

    private static Analysed Analyse(IEnumerable<Type> types)
    {
        var findings = new List<string>();
        var aliases = new List<(string Alias, Type Type)>();
        foreach (var type in types)
        {
            var isGrainInterface = type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);
            if (isGrainInterface)
            {
                findings.AddRange(InterfaceAnalysis.Of(type).Select(finding => $"{type}{finding}"));
            }
            else if (ContractShape.HasContract(type))
            {
                findings.AddRange(OfContract(type).Select(finding => $"{type}: {finding}"));
            }

            if (isGrainInterface || !type.IsInterface)
            {
                aliases.AddRange(type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(alias => (alias.Alias, type)));
            }

            if (typeof(Grain).IsAssignableFrom(type)
                && (ContractShape.HasContract(type) || type.IsDefined(typeof(AliasAttribute), inherit: false)))
            {
                findings.Add($"{type}: a grain class has neither [GenerateSerializer] nor [Alias]; its interfaces have.");
            }

            if (type.IsClass)
            {
                findings.AddRange(type.GetMethods(Declared)
                    .Where(method => method.IsDefined(typeof(AlwaysInterleaveAttribute)))
                    .Select(method => $"{type}.{method.Name}: [AlwaysInterleave] belongs on the grain interface, not on the class."));
            }
        }

        return new(findings, aliases);
    }

    private static IEnumerable<string> OfContract(Type type)
    {
        if (!IsAccessible(type))
        {
            yield return "is marked as being serializable but is inaccessible from generated code.";
        }

        if (type.IsEnum)
        {
            yield break;
        }

        var findings = ContractShape.Of(type).Findings;
        foreach (var finding in findings)
        {
            yield return $"{finding}.";
        }

        if (findings.Count == 0 && !type.ContainsGenericParameters && Problem(type) is { } problem)
        {
            yield return problem;
        }
    }

    /// <summary>Why a value of the type cannot cross a grain boundary; null when it can.</summary>
    public static string? Problem(Type type)
    {
        try
        {
            Codecs.For(type);
            return null;
        }
        catch (Exception refused) when (refused is CodecNotFoundException or NotSupportedException)
        {
            return refused.Message;
        }
    }

    public static bool IsAccessible(Type type)
    {
        for (var part = type; part is not null; part = part.DeclaringType)
        {
            if (part is { IsNestedPrivate: true } or { IsNestedFamily: true } or { IsNestedFamANDAssem: true })
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Clashes(IEnumerable<(string Alias, Type Type)> aliases) => aliases
        .GroupBy(claim => claim.Alias, claim => claim.Type)
        .Where(claims => claims.Distinct().Count() > 1)
        .Select(claims => $"{string.Join(" and ", claims.Distinct())} share the alias \"{claims.Key}\".");

    private sealed record Analysed(IReadOnlyList<string> Findings, IReadOnlyList<(string Alias, Type Type)> Aliases);
}
