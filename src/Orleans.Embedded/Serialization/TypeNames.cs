using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>The name a type goes by in a message: its alias, or its full name where it has none.</summary>
internal static class TypeNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();
    private static readonly ConcurrentDictionary<string, Type> Types = new();

    public static string Of(Type type) => Names.GetOrAdd(type, static type =>
    {
        var name = Compose(type);
        var owner = Types.GetOrAdd(name, type);
        return owner == type
            ? name
            : throw new SerializerException($"The types {owner} and {type} both go by the name '{name}'.");
    });

    public static Type Find(string name) => Types.TryGetValue(name, out var type)
        ? type
        : throw new SerializerException($"No type goes by the name '{name}'.");

    private static string Compose(Type type)
    {
        if (type.IsArray)
        {
            return $"{Compose(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var name = definition.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias
            ?? $"{definition.FullName}, {definition.Assembly.GetName().Name}";
        return type.IsGenericType
            ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Compose))}>"
            : name;
    }
}
