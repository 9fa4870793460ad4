using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Constructs grains: persistent states from their attributes, all else from the services.</summary>
internal sealed class GrainFactoryMethod
{
    private readonly ObjectFactory _factory;
    private readonly Func<IGrainContext, object>[] _facets;

    private GrainFactoryMethod(Type type, ParameterInfo[] parameters)
    {
        var facets = parameters
            .Select(parameter => (parameter.ParameterType, Create: PersistentStateFactory.ArgumentFor(parameter)))
            .Where(facet => facet.Create is not null)
            .ToArray();
        _factory = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(facets, facet => facet.ParameterType));
        _facets = Array.ConvertAll(facets, facet => facet.Create!);
    }

    public static GrainFactoryMethod For(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors.Length == 1
            ? constructors[0]
            : Array.Find(constructors, candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
                ?? constructors.MaxBy(candidate => candidate.GetParameters().Length)
                ?? throw new InvalidOperationException($"{type} has no public constructor.");
        return new(type, constructor.GetParameters());
    }

    public object Create(IGrainContext context)
    {
        var arguments = _facets.Length == 0 ? [] : Array.ConvertAll(_facets, facet => facet(context));
        return _factory(context.ActivationServices, arguments);
    }
}
