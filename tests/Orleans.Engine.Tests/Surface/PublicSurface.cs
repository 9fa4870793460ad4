using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Engine.Tests.Surface;

/// <summary>What code outside can see of a type.</summary>
internal sealed record PublicType(
    string Name, string Kind, string? Base, bool IsSealed, IReadOnlySet<string> Interfaces, IReadOnlySet<string> Members);

/// <summary>Reads the public types of an assembly from its metadata alone.</summary>
internal static class PublicSurface
{
    private static readonly SignatureText Text = new();

    public static Dictionary<string, PublicType> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return reader.TypeDefinitions
            .Where(handle => IsVisible(reader, reader.GetTypeDefinition(handle)))
            .Select(handle => Read(reader, handle))
            .ToDictionary(type => type.Name);
    }

    private static PublicType Read(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var isSealed = type.Attributes.HasFlag(TypeAttributes.Sealed);
        var baseType = type.BaseType.IsNil ? null : NameOf(reader, type.BaseType);
        return new(
            Text.GetTypeFromDefinition(reader, handle, 0),
            KindOf(type, baseType),
            baseType,
            isSealed,
            type.GetInterfaceImplementations()
                .Select(its => NameOf(reader, reader.GetInterfaceImplementation(its).Interface)).ToHashSet(),
            Members(reader, type, isSealed).ToHashSet());
    }

    private static IEnumerable<string> Members(MetadataReader reader, TypeDefinition type, bool isSealed)
    {
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition)
            .Where(method => IsSeen((FieldAttributes)method.Attributes, isSealed)))
        {
            var signature = method.DecodeSignature(Text, null);
            var modifiers = (method.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "")
                + (method.Attributes.HasFlag(MethodAttributes.Abstract) ? "abstract " : "");
            yield return $"{modifiers}{signature.ReturnType} {reader.GetString(method.Name)}"
                + (signature.GenericParameterCount == 0 ? "" : $"`{signature.GenericParameterCount}")
                + $"({string.Join(", ", Parameters(reader, method, signature.ParameterTypes))})"
                + Constraints(reader, method.GetGenericParameters());
        }

        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition)
            .Where(field => IsSeen(field.Attributes, isSealed) && !field.Attributes.HasFlag(FieldAttributes.SpecialName)))
        {
            var constant = field.GetDefaultValue();
            yield return $"field {field.DecodeSignature(Text, null)} {reader.GetString(field.Name)}"
                + (constant.IsNil ? "" : $" = {Constant(reader, constant)}");
        }
    }

    private static IEnumerable<string> Parameters(MetadataReader reader, MethodDefinition method, ImmutableArray<string> types)
    {
        var parameters = method.GetParameters().Select(reader.GetParameter)
            .Where(parameter => parameter.SequenceNumber > 0).ToDictionary(parameter => parameter.SequenceNumber - 1);
        for (var i = 0; i < types.Length; i++)
        {
            var value = parameters.TryGetValue(i, out var parameter) ? parameter.GetDefaultValue() : default;
            yield return $"{types[i]} {reader.GetString(parameter.Name)}" + (value.IsNil ? "" : $" = {Constant(reader, value)}");
        }
    }

    private static string Constraints(MetadataReader reader, GenericParameterHandleCollection parameters) => string.Concat(
        parameters.Select(reader.GetGenericParameter).Select(parameter =>
        {
            var types = parameter.GetConstraints().Select(its => NameOf(reader, reader.GetGenericParameterConstraint(its).Type));
            return $" where !!{parameter.Index}: {string.Join(", ", types.Order(StringComparer.Ordinal))} {parameter.Attributes}";
        }));

    private static string Constant(MetadataReader reader, ConstantHandle handle)
    {
        var constant = reader.GetConstant(handle);
        return Convert.ToString(reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode), null) ?? "null";
    }

    private static string NameOf(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Text.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => Text.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        _ => Text.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0),
    };

    private static string KindOf(TypeDefinition type, string? baseType) => baseType switch
    {
        null => "interface",
        "System.Enum" => "enum",
        "System.ValueType" => "struct",
        "System.MulticastDelegate" => "delegate",
        _ when type.Attributes.HasFlag(TypeAttributes.Abstract | TypeAttributes.Sealed) => "static class",
        _ when type.Attributes.HasFlag(TypeAttributes.Abstract) => "abstract class",
        _ => "class",
    };

    private static bool IsVisible(MetadataReader reader, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
            _ => false,
        };

    /// <summary>Public, or seen by a class that may derive from this one. Methods and fields share these bits.</summary>
    private static bool IsSeen(FieldAttributes attributes, bool isSealed) =>
        (attributes & FieldAttributes.FieldAccessMask) switch
        {
            FieldAttributes.Public => true,
            FieldAttributes.Family or FieldAttributes.FamORAssem => !isSealed,
            _ => false,
        };
}
