using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CuaRl.Architecture.Tests.Contracts;

public sealed class ContractRuleTests
{
    private static readonly Type[] Banned = [typeof(object), typeof(JsonElement), typeof(JsonNode), typeof(JsonDocument)];

    [Fact]
    public void Interfaces_OfGrains_AndTheirMethodsCarryAnAlias()
    {
        Assert.NotEmpty(ContractModel.Interfaces);
        Assert.All(ContractModel.Interfaces, type =>
        {
            Assert.NotNull(type.GetCustomAttribute<AliasAttribute>(inherit: false));
            Assert.All(type.GetMethods(), method => Assert.True(
                method.GetCustomAttribute<AliasAttribute>(inherit: false) is not null, $"{type.Name}.{method.Name} has no [Alias]"));
        });
    }

    [Fact]
    public void Types_ThatCrossAGrainBoundary_CarrySerializerAndAlias()
    {
        Assert.NotEmpty(ContractModel.Types);
        Assert.All(ContractModel.Types, type =>
        {
            Assert.True(type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null, $"{type.Name}: no [GenerateSerializer]");
            Assert.True(type.GetCustomAttribute<AliasAttribute>(inherit: false) is not null, $"{type.Name}: no [Alias]");
        });
    }

    [Fact]
    public void Ids_OfEachType_AreDenseFromZero() =>
        Assert.All(ContractModel.Types.Where(type => !type.IsEnum), type =>
        {
            var ids = ContractModel.Members(type).Where(member => member.Id is not null).Select(member => member.Id!.Value).Order();
            Assert.Equal(Enumerable.Range(0, ids.Count()).Select(id => (uint)id), ids);
        });

    [Fact]
    public void Members_ThatHoldData_CarryAnId() =>
        Assert.All(ContractModel.Types.Where(type => !type.IsEnum), type => Assert.All(
            ContractModel.Members(type).Where(member => HoldsData(member.Member)),
            member => Assert.True(member.Id is not null, $"{type.Name}.{member.Member.Name} has no [Id] and would not travel")));

    [Fact]
    public void Signatures_AndMembers_NameNothingThatCannotTravel()
    {
        var named = ContractModel.Interfaces.SelectMany(type => type.GetMethods()).SelectMany(ContractModel.Signature)
            .Concat(ContractModel.Types.SelectMany(ContractModel.Members).Where(member => member.Id is not null).Select(member => member.Type))
            .SelectMany(ContractModel.Parts)
            .ToHashSet();

        Assert.Empty(named.Intersect(Banned));
        Assert.DoesNotContain(named, type => typeof(Delegate).IsAssignableFrom(type));
    }

    [Fact]
    public void Errors_OfTheService_AreSealedBelowOneBase()
    {
        var errors = typeof(CuaRlException).Assembly.GetTypes().Where(type => typeof(Exception).IsAssignableFrom(type)).ToArray();

        Assert.All(errors, type => Assert.True(
            type == typeof(CuaRlException) ? type.IsAbstract : type.IsSealed && type.BaseType == typeof(CuaRlException), type.Name));
    }

    [Fact]
    public void Aliases_AcrossTheContract_AreUnique()
    {
        var aliases = ContractModel.Types.Concat(ContractModel.Interfaces)
            .Select(type => type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias);

        Assert.DoesNotContain(aliases.GroupBy(alias => alias), group => group.Count() > 1);
    }

    private static bool HoldsData(MemberInfo member) => member switch
    {
        PropertyInfo property => property.DeclaringType!.GetField(
            $"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null,
        _ => true,
    };
}
