using Cer.Domain;
using Cer.Operations.Submitting;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Operations.Tests.Submitting;

/// <summary>The indices of a community, worked out by hand.</summary>
public sealed class CommunityKpisTests
{
    [Fact]
    public void Of_100_made_60_injected_90_withdrawn_and_45_shared_each_index_follows()
    {
        var kpis = Of(100, 60, 90, 45);
        Assert.Equal(40m, kpis.SelfKwh);
        Assert.Equal(130m, kpis.ConsumedKwh);
        Assert.Equal(0.40m, kpis.PhysicalSelfConsumption);
        Assert.Equal(0.75m, kpis.VirtualSelfConsumption);
        Assert.Equal(0.653846m, decimal.Round(kpis.SelfSufficiency!.Value, 6));
        Assert.Equal(26.79m, kpis.Co2AvoidedKg);
    }

    [Fact]
    public void Without_production_meters_only_what_does_not_rest_on_them_is_known()
    {
        var kpis = Of(null, 60, 90, 45);
        Assert.Equal(0.75m, kpis.VirtualSelfConsumption);
        Assert.Null(kpis.PhysicalSelfConsumption);
        Assert.Null(kpis.SelfSufficiency);
        Assert.Null(kpis.Co2AvoidedKg);
    }

    [Fact]
    public void Nothing_of_nothing_is_not_zero_and_less_made_than_injected_is_not_known()
    {
        Assert.Null(Of(0, 0, 0, 0).VirtualSelfConsumption);
        Assert.Null(Of(0, 0, 0, 0).SelfSufficiency);
        Assert.Null(Of(50, 60, 90, 45).PhysicalSelfConsumption);
    }

    [Fact]
    public void Indices_lie_between_0_and_1_when_no_more_is_shared_than_given_or_taken() => Prop.ForAll(
        Gen.Choose(0, 1_000_000).Four().ToArbitrary(),
        parts =>
        {
            var (self, injected, withdrawn, share) = parts;
            var shared = Math.Min(share, Math.Min(injected, withdrawn));
            var kpis = Of(self + injected, injected, withdrawn, shared);
            return new[] { kpis.PhysicalSelfConsumption, kpis.VirtualSelfConsumption, kpis.SelfSufficiency }
                .All(index => index is null or (>= 0 and <= 1));
        }).QuickCheckThrowOnFailure();

    private static CommunityKpis Of(decimal? produced, decimal injected, decimal withdrawn, decimal shared) => new(
        produced is { } made ? Kwh(made) : null, Kwh(injected), Kwh(withdrawn), Kwh(shared), 0.2679m);

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
