namespace Orleans.Engine.Tests.Support;

[CollectionDefinition(Name)]
public sealed class EngineSuite : ICollectionFixture<EngineCluster>
{
    public const string Name = "engine";
}
