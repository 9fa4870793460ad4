using System.Reflection;

namespace CuaRl.Architecture.Tests.Contracts;

/// <summary>What crosses a grain boundary: the grain interfaces, and every type of ours that they can carry.</summary>
internal static class ContractModel
{
    private static readonly Assembly Abstractions = typeof(JsonText).Assembly;

    public static IReadOnlyList<Type> Interfaces { get; } =
    [
        .. Abstractions.GetTypes()
            .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Reachable from signatures, plus all errors, since any call may throw them.</summary>
    public static IReadOnlyList<Type> Types { get; } = FindTypes();

    public static IEnumerable<(MemberInfo Member, Type Type, uint? Id)> Members(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(Declared).Where(field => !field.Name.StartsWith('<')))
        {
            yield return (field, field.FieldType, field.GetCustomAttribute<IdAttribute>()?.Id);
        }

        foreach (var property in type.GetProperties(Declared).Where(property => property.GetIndexParameters().Length == 0))
        {
            yield return (property, property.PropertyType, property.GetCustomAttribute<IdAttribute>()?.Id);
        }
    }

    /// <summary>The type itself or what it is made of: elements of arrays, generic arguments, nullable values.</summary>
    public static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }

    public static IEnumerable<Type> Signature(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static List<Type> FindTypes()
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(
            Interfaces.SelectMany(type => type.GetMethods()).SelectMany(Signature)
                .Concat(Abstractions.GetTypes().Where(type => typeof(Exception).IsAssignableFrom(type)))
                .SelectMany(Parts));
        while (open.TryDequeue(out var type))
        {
            if (type.Assembly != Abstractions || type.IsInterface || !seen.Add(type))
            {
                continue;
            }

            // Where an abstract record can be, each of the records inside it that derive from it can be.
            foreach (var kind in type.GetNestedTypes().Where(kind => type.IsAbstract && kind.IsSubclassOf(type)))
            {
                open.Enqueue(kind);
            }

            foreach (var part in Members(type).Where(member => member.Id is not null).SelectMany(member => Parts(member.Type)))
            {
                open.Enqueue(part);
            }
        }

        return [.. seen.OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }
}
