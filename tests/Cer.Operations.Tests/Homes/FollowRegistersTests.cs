using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Operations.Tests.Homes;

/// <summary>A register of a meter never falls, for a fall means a new meter to Home Assistant.</summary>
public class FollowRegistersTests
{
    private const string Word = "cer_prova_building_7/withdrawn_register";
    private static readonly CommunityId Town = new(1);

    private readonly Memory _memory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_rises_with_the_meter_and_stands_while_the_meter_says_nothing()
    {
        Assert.Equal(100m, await ToldAsync(0, 100));
        Assert.Equal(101.5m, await ToldAsync(1, 101.5m));
        Assert.Equal(101.5m, await ToldAsync(2, null));
        Assert.Equal(101.5m, await ToldAsync(3, 101.5m));
    }

    [Theory]
    [InlineData(99.9, false, 100)] // a correction: it would lower the sum
    [InlineData(0, false, 100)] // a fault of the device: all of it would count as used when it is back
    [InlineData(50, false, 100)]
    [InlineData(89.9, true, 89.9)] // a new meter
    [InlineData(0, true, 0)]
    [InlineData(90, true, 100)] // a new meter that shows almost as much: the fall would lower the sum
    public async Task It_falls_only_where_the_meter_was_swapped_and_by_more_than_a_tenth(double shown, bool isSwapped, double told)
    {
        await ToldAsync(0, 100);
        _memory.SwapAt = isSwapped ? At(1) - Duration.FromMinutes(15) : null;
        Assert.Equal((decimal)told, await ToldAsync(1, (decimal)shown));
        // Whoever has the turn next goes by the same memory.
        _memory.SwapAt = null;
        Assert.Equal((decimal)told, await ToldAsync(2, null));
        Assert.Equal(101m, await ToldAsync(3, 101));
    }

    [Fact]
    public async Task A_swap_of_long_ago_explains_no_fall_of_today()
    {
        await ToldAsync(0, 100);
        _memory.SwapAt = At(0) - Duration.FromHours(1);
        Assert.Equal(100m, await ToldAsync(1, 3));
    }

    [Fact]
    public void Whatever_meters_say_nothing_that_is_told_falls_without_a_swap() => Prop.ForAll(
        ArbMap.Default.ArbFor<ushort[]>(),
        totals =>
        {
            var memory = new Memory();
            var follow = new FollowRegisters(memory, memory);
            var last = 0m;
            for (var hour = 0; hour < totals.Length; hour++)
            {
                var run = follow.RunAsync(Town, Shown(hour, totals[hour]), CancellationToken.None);
                var told = run.GetAwaiter().GetResult()[Word].KilowattHours;
                if (told < last) return false;
                last = told;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static Instant At(int hour) => Pictures.Noon + Duration.FromHours(hour);

    private static Dictionary<string, MeterTotal> Shown(int hour, decimal? total) => total is { } known
        ? new()
        {
            [Word] = new(
                "IT999E00000001", null, MeterRole.Exchange, MeterTotal.Withdrawn, Energy.FromKilowattHours(known), At(hour)),
        }
        : [];

    private async Task<decimal> ToldAsync(int hour, decimal? total) =>
        (await new FollowRegisters(_memory, _memory).RunAsync(Town, Shown(hour, total), Cancellation))[Word].KilowattHours;

    private sealed class Memory : IHomeNotices, IHomeSwaps
    {
        private IReadOnlyList<string>? _told;

        public Instant? SwapAt { get; set; }

        public Task<IReadOnlyList<string>?> ToldAsync(CommunityId community, string key, CancellationToken cancellation) =>
            Task.FromResult(_told);

        public Task KeepAsync(CommunityId community, string key, IReadOnlyList<string>? told, CancellationToken cancellation)
        {
            _told = told;
            return Task.CompletedTask;
        }

        public Task<bool> WasSwappedAsync(
            CommunityId community, string pod, MeterRole meter, Instant from, Instant before, CancellationToken cancellation) =>
            Task.FromResult(SwapAt is { } at && at >= from && at < before);
    }
}
