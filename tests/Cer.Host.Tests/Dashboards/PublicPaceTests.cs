using System.Net;
using Cer.Host.Dashboards;
using Cer.Host.Tests.Stored;

namespace Cer.Host.Tests.Dashboards;

/// <summary>How often a place may ask: its own minute, whoever else asks.</summary>
public class PublicPaceTests
{
    private readonly MovingClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_flood_of_other_addresses_gives_nobody_new_calls()
    {
        var pace = new PublicPace(_clock);
        var greedy = IPAddress.Parse("192.0.2.1");
        for (var i = 0; i < PublicPace.MostInAMinute; i++) Assert.True(pace.Take(greedy));
        Assert.False(pace.Take(greedy));
        for (var i = 0; i < PublicPace.MostPlaces - 1; i++) pace.Take(Other(i));
        Assert.False(pace.Take(greedy));
    }

    [Fact]
    public void Of_more_places_than_are_kept_the_one_whose_minute_began_first_goes()
    {
        var pace = new PublicPace(_clock);
        var (first, second) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        foreach (var one in new[] { first, second })
            for (var i = 0; i <= PublicPace.MostInAMinute; i++) pace.Take(one);
        for (var i = 0; i < PublicPace.MostPlaces - 1; i++) pace.Take(Other(i));
        Assert.False(pace.Take(second));
        Assert.True(pace.Take(first));
    }

    [Fact]
    public void Each_place_has_a_minute_of_its_own()
    {
        var pace = new PublicPace(_clock);
        var (one, other) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        for (var i = 0; i <= PublicPace.MostInAMinute; i++) pace.Take(one);
        _clock.Move(TimeSpan.FromSeconds(30));
        for (var i = 0; i <= PublicPace.MostInAMinute; i++) pace.Take(other);
        _clock.Move(TimeSpan.FromSeconds(30));
        Assert.True(pace.Take(one));
        Assert.False(pace.Take(other));
    }

    [Fact]
    public void All_addresses_of_a_network_of_64_bits_are_one_place_and_a_mapped_one_is_the_older_one()
    {
        var pace = new PublicPace(_clock);
        for (var i = 0; i < PublicPace.MostInAMinute; i++) Assert.True(pace.Take(IPAddress.Parse($"2001:db8:1:2::{i + 1:x}")));
        Assert.False(pace.Take(IPAddress.Parse("2001:db8:1:2:a:b:c:d")));
        Assert.True(pace.Take(IPAddress.Parse("2001:db8:1:3::1")));
        for (var i = 0; i < PublicPace.MostInAMinute; i++) Assert.True(pace.Take(IPAddress.Parse("192.0.2.1")));
        Assert.False(pace.Take(IPAddress.Parse("::ffff:192.0.2.1")));
    }

    private static IPAddress Other(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8 & 255), (byte)(number & 255)]);
}
