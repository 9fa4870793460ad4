using System.Reflection;

namespace Orleans.Serialization;

/// <summary>What is wrong with a grain or observer interface; each finding begins with the member.</summary>
internal static class InterfaceAnalysis
{
    private static readonly HashSet<Type> ReturnTypes =
    [
        typeof(void), typeof(Task), typeof(ValueTask), typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>),
    ];

    public static IEnumerable<string> Of(Type type)
    {
        if (!ContractAnalysis.IsAccessible(type))
        {
            yield return ": is a grain interface but inaccessible from generated code.";
        }

        foreach (var member in Declared(type))
        {
            switch (member)
            {
                case EventInfo or PropertyInfo:
                    yield return $".{member.Name}: a grain interface has methods only, no properties and no events.";
                    break;
                case MethodInfo { IsSpecialName: false } method:
                    foreach (var finding in Of(method))
                    {
                        yield return $".{method.Name}: {finding}";
                    }

                    break;
                default:
                    break;
            }
        }

        foreach (var same in Declared(type)
            .SelectMany(member => member.GetCustomAttributes<AliasAttribute>().Select(alias => (alias.Alias, member.Name)))
            .GroupBy(claim => claim.Alias, claim => claim.Name)
            .Where(claims => claims.Count() > 1))
        {
            yield return $": the methods {string.Join(" and ", same)} share the alias \"{same.Key}\".";
        }
    }

    private static IEnumerable<string> Of(MethodInfo method)
    {
        var result = method.ReturnType;
        if (!ReturnTypes.Contains(result.IsGenericType ? result.GetGenericTypeDefinition() : result))
        {
            yield return $"the return type {result} is none of {string.Join(", ", ReturnTypes.Select(type => type.Name))}.";
        }
        else if (result.IsGenericType && ProblemOf(result.GetGenericArguments()[0]) is { } unfit)
        {
            yield return $"result: {unfit}";
        }

        var parameters = method.GetParameters();
        if (parameters.Count(parameter => parameter.ParameterType == typeof(CancellationToken)) > 1)
        {
            yield return "has more than one CancellationToken.";
        }

        foreach (var parameter in parameters)
        {
            if (parameter.ParameterType.IsByRef)
            {
                yield return $"parameter {parameter.Name} is passed by reference.";
            }
            else if (ProblemOf(parameter.ParameterType) is { } problem)
            {
                yield return $"parameter {parameter.Name}: {problem}";
            }
        }
    }

    private static string? ProblemOf(Type type) =>
        type.ContainsGenericParameters || type == typeof(CancellationToken) ? null : ContractAnalysis.Problem(type);

    private static MemberInfo[] Declared(Type type) =>
        type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
}
