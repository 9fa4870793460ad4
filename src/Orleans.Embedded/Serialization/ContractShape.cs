using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>The members of a type that travel, as its attributes declare them, and what is wrong with the declaration.</summary>
internal sealed class ContractShape
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly List<ContractMember> _members = [];
    private readonly List<string> _findings = [];

    private ContractShape(Type type)
    {
        Type = type;
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            if (!HasContract(level))
            {
                if (!ExceptionCodecs.Carries(level))
                {
                    _findings.Add($"the base type {level} has no [GenerateSerializer]");
                }

                break;
            }

            levels.Push(level);
        }

        for (var depth = 0; levels.TryPop(out var level); depth++)
        {
            ReadLevel(level, depth * 2);
        }
    }

    public Type Type { get; }

    public IReadOnlyList<ContractMember> Members => _members;

    public IReadOnlyList<string> Findings => _findings;

    public static bool HasContract(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    public static ContractShape Of(Type type) => new(type);

    /// <summary>A tuple or pair: all its fields, in their order.</summary>
    public static IReadOnlyList<ContractMember> OfFields(Type type) =>
        [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select((field, i) => new ContractMember(0, (uint)i, field.Name, field.FieldType, field, false))];

    private void ReadLevel(Type type, int level)
    {
        var parameters = PrimaryConstructor(type);
        var found = new List<ContractMember>();
        var properties = type.GetProperties(Declared).Where(property => property.GetIndexParameters().Length == 0).ToList();
        foreach (var field in type.GetFields(Declared).Where(field => !field.IsStatic))
        {
            var property = properties.Find(property => field.Name == $"<{property.Name}>k__BackingField");
            var id = Id(field) ?? Id(property);
            var position = property is null ? -1 : Array.FindIndex(parameters, parameter =>
                parameter.Name == property.Name && parameter.ParameterType == property.PropertyType);
            if (id is not null || position >= 0)
            {
                found.Add(new(
                    id is null ? level : level + 1,
                    id ?? (parameters[position].GetCustomAttribute<IdAttribute>()?.Id ?? (uint)position),
                    property?.Name ?? field.Name,
                    field.FieldType,
                    field,
                    IsImmutable(field) || IsImmutable(property)));
            }
            else if (!field.IsDefined(typeof(NonSerializedAttribute))
                && (property is not null || !field.IsDefined(typeof(CompilerGeneratedAttribute))))
            {
                _findings.Add($"{property?.Name ?? field.Name} has neither [Id] nor [NonSerialized]");
            }
        }

        foreach (var property in properties.Where(property => Id(property) is not null
            && !found.Exists(member => member.Name == property.Name)))
        {
            var getter = property.GetMethod;
            if (getter is null || property.SetMethod is null || getter.IsStatic || getter.IsAbstract)
            {
                _findings.Add($"{property.Name} has an [Id] but is static, abstract, or cannot be both read and set");
                continue;
            }

            found.Add(new(level + 1, Id(property)!.Value, property.Name, property.PropertyType, property, IsImmutable(property)));
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsStatic && Id(field) is not null))
        {
            _findings.Add($"{field.Name} has an [Id] but is static");
        }

        _findings.AddRange(found.GroupBy(member => (member.Level, member.Id)).Where(same => same.Count() > 1)
            .Select(same => $"{string.Join(" and ", same.Select(member => member.Name))} share the id {same.Key.Id}"));
        _members.AddRange(found.OrderBy(member => member.Level).ThenBy(member => member.Id));
    }

    private static uint? Id(MemberInfo? member) => member?.GetCustomAttribute<IdAttribute>()?.Id;

    private static bool IsImmutable(MemberInfo? member) => member?.IsDefined(typeof(ImmutableAttribute)) is true;

    /// <summary>A positional record is known by the deconstructor the compiler makes beside its constructor.</summary>
    private static ParameterInfo[] PrimaryConstructor(Type type)
    {
        var deconstructor = type.GetMethods(Declared).FirstOrDefault(method =>
            method.Name == "Deconstruct" && method.IsDefined(typeof(CompilerGeneratedAttribute)));
        if (deconstructor is null)
        {
            return [];
        }

        var types = deconstructor.GetParameters().Select(parameter => parameter.ParameterType.GetElementType()!);
        return type.GetConstructors(Declared).Select(constructor => constructor.GetParameters())
            .FirstOrDefault(parameters => parameters.Select(parameter => parameter.ParameterType).SequenceEqual(types)) ?? [];
    }
}
