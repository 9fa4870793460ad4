namespace Orleans;

/// <summary>Marks an attribute on a grain constructor parameter that says how the argument is made.</summary>
public interface IFacetMetadata;
