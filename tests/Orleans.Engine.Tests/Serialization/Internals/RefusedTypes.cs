using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Engine.Tests.Serialization.Internals;

/// <summary>
/// Declarations that the compiler's Orleans analyzers refuse, made at run time: in the source they would be refused on
/// the packages engine, and would stop every silo of this test assembly on the embedded one.
/// </summary>
internal static class RefusedTypes
{
    private static readonly ModuleBuilder Module =
        AssemblyBuilder.DefineDynamicAssembly(new("Refused"), AssemblyBuilderAccess.Run).DefineDynamicModule("Refused");

    private static int _last;

    /// <summary>A class with public auto-like fields, each with its id where it has one.</summary>
    public static Type Contract(Type? parent, string? alias, params (string Name, Type Type, uint? Id)[] members)
    {
        var type = Module.DefineType(NextName("Contract"), TypeAttributes.Public | TypeAttributes.Sealed, parent ?? typeof(object));
        type.SetCustomAttribute(Attribute<GenerateSerializerAttribute>());
        SetAlias(type.SetCustomAttribute, alias);
        foreach (var (name, its, id) in members)
        {
            var field = type.DefineField(name, its, FieldAttributes.Public);
            if (id is { } number)
            {
                field.SetCustomAttribute(Attribute<IdAttribute>(number));
            }
        }

        return type.CreateType();
    }

    public static Type GrainInterface(Action<TypeBuilder> members, string? alias = null)
    {
        var type = Module.DefineType(
            NextName("IGrain"), TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract, null, [typeof(IGrainWithStringKey)]);
        SetAlias(type.SetCustomAttribute, alias);
        members(type);
        return type.CreateType();
    }

    public static MethodBuilder Method(this TypeBuilder type, string name, Type result, params Type[] parameters)
    {
        var method = type.DefineMethod(
            name, MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual, result, parameters);
        for (var i = 1; i <= parameters.Length; i++)
        {
            method.DefineParameter(i, ParameterAttributes.None, $"p{i}");
        }

        return method;
    }

    public static void SetAlias(Action<CustomAttributeBuilder> target, string? alias)
    {
        if (alias is not null)
        {
            target(Attribute<AliasAttribute>(alias));
        }
    }

    private static string NextName(string kind) => $"Refused.{kind}{Interlocked.Increment(ref _last)}";

    private static CustomAttributeBuilder Attribute<T>(params object[] arguments) =>
        new(typeof(T).GetConstructor([.. arguments.Select(argument => argument.GetType())])!, arguments);
}
