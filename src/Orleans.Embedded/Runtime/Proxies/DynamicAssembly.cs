using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>The assembly of emitted classes, which may use the internal types of the assemblies they touch.</summary>
internal sealed class DynamicAssembly
{
    private readonly AssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;
    private readonly HashSet<string> _reached = [];

    public DynamicAssembly()
    {
        var name = new AssemblyName("Orleans.Embedded.Proxies");
        _assembly = AssemblyBuilder.DefineDynamicAssembly(name, AssemblyBuilderAccess.Run);
        _module = _assembly.DefineDynamicModule(name.Name!);
        Reach(typeof(GrainReference));
    }

    public TypeBuilder DefineType(string name, Type parent) =>
        _module.DefineType(name, TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.Public, parent);

    public void Reach(Type type)
    {
        foreach (var argument in type.GenericTypeArguments)
        {
            Reach(argument);
        }

        if (type.HasElementType)
        {
            Reach(type.GetElementType()!);
        }

        var name = type.Assembly.GetName().Name!;
        if (_reached.Add(name))
        {
            var attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(attribute, [name]));
        }

        foreach (var parent in type.GetInterfaces())
        {
            if (typeof(IAddressable).IsAssignableFrom(parent) && parent.Assembly != type.Assembly)
            {
                Reach(parent);
            }
        }
    }
}
