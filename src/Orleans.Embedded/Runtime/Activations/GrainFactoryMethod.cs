using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Constructs grains: facets, such as persistent state, from their attributes, all else from the services.</summary>
internal sealed class GrainFactoryMethod
{
    private readonly ObjectFactory _factory;
    private readonly Func<IGrainContext, object>[] _facets;

    private GrainFactoryMethod(Type type, ParameterInfo[] facets)
    {
        _factory = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(facets, facet => facet.ParameterType));
        _facets = Array.ConvertAll(facets, FacetFor);
    }

    public static GrainFactoryMethod For(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors.Length == 1
            ? constructors[0]
            : Array.Find(constructors, candidate => candidate.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
                ?? constructors.MaxBy(candidate => candidate.GetParameters().Length)
                ?? throw new InvalidOperationException($"{type} has no public constructor.");
        return new(type, Array.FindAll(constructor.GetParameters(), parameter => MetadataOf(parameter) is not null));
    }

    public object Create(IGrainContext context)
    {
        var arguments = _facets.Length == 0 ? [] : Array.ConvertAll(_facets, facet => facet(context));
        return _factory(context.ActivationServices, arguments);
    }

    private static IFacetMetadata? MetadataOf(ParameterInfo parameter) =>
        parameter.GetCustomAttributes().OfType<IFacetMetadata>().SingleOrDefault();

    private static Func<IGrainContext, object> FacetFor(ParameterInfo parameter)
    {
        if (MetadataOf(parameter) is not IPersistentStateConfiguration configuration
            || !parameter.ParameterType.IsGenericType
            || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new NotSupportedException($"{parameter.Member.DeclaringType}: the facet of parameter {parameter} is not known.");
        }

        var create = typeof(GrainFactoryMethod)
            .GetMethod(nameof(CreateState), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(parameter.ParameterType.GenericTypeArguments)
            .CreateDelegate<Func<IGrainContext, IPersistentStateConfiguration, object>>();
        return context => create(context, configuration);
    }

    private static object CreateState<TState>(IGrainContext context, IPersistentStateConfiguration configuration) =>
        context.ActivationServices.GetRequiredService<IPersistentStateFactory>().Create<TState>(context, configuration);
}
