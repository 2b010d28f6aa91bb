using Cer.Operations.Alarms;
using Cer.Storage;
using NodaTime;

namespace Cer.Host.Tests.Watch;

/// <summary>One alarm for each incident, letters once, and what people do about it, on a real database.</summary>
public sealed class AlarmTests(WatchFixture fixture)
{
    private static CancellationToken Cancellation => WatchHouse.Cancellation;

    [Fact]
    public async Task An_incident_is_raised_once_told_anew_and_raised_again_only_after_it_was_over()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        var alarms = house.Get<IAlarmStore>();
        Assert.Single((await RaiseAsync(house, null, Told("x"))).Raised);
        Assert.Equal(1, (await RaiseAsync(house, null, Told("x"))).Lasting);
        Assert.Equal(1, (await RaiseAsync(house, null, Told("x", "otherwise"))).Lasting);
        var alarm = Assert.Single(await alarms.ListAsync(house.Id, 10, Cancellation));
        Assert.Equal("otherwise", alarm.What.Detail);
        Assert.Equal(1, await alarms.ResolveAsync(house.Id, "x", "test", Now(house), Cancellation));
        Assert.Equal(0, await alarms.ResolveAsync(house.Id, "x", "test", Now(house), Cancellation));
        Assert.Single((await RaiseAsync(house, null, Told("x"))).Raised);
        Assert.Equal(
            ["raised", "changed", "resolved"],
            (await alarms.EventsAsync(house.Id, alarm.Id, Cancellation)).Select(one => one.Event));
        Assert.Equal(2, (await alarms.ListAsync(house.Id, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task What_lies_below_a_key_and_is_not_told_any_more_is_over_and_nothing_else()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        await RaiseAsync(house, "a", Told("a/1"), Told("a/2"), Told("ab/3"), Told("a"));
        var done = await RaiseAsync(house, "a", Told("a/2"), Told("a/4"));
        Assert.Equal((1, 1, 1), (done.Raised.Count, done.Lasting, done.Resolved));
        Assert.Equal(["a", "a/2", "a/4", "ab/3"], await house.OpenAsync());
        await house.Get<IAlarmStore>().ResolveAsync(house.Id, "a", "test", Now(house), Cancellation);
        Assert.Equal(["ab/3"], await house.OpenAsync());
    }

    [Fact]
    public async Task Many_that_raise_the_same_incident_at_once_raise_it_once()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        await house.ReaderAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RaiseAsync(house, null, Told("x")))));
        Assert.Equal(["x"], await house.OpenAsync());
        Assert.Single(await house.LettersAsync());
    }

    [Fact]
    public async Task Those_who_want_letters_get_one_for_what_is_new_in_their_language_and_nobody_else_does()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        await house.ReaderAsync();
        await house.ReaderAsync("en", "auditor");
        await house.ReaderAsync(role: "approver", wants: false);
        await RaiseAsync(house, null, Told("x"), Told("y"), Told("z"));
        await RaiseAsync(house, null, Told("x"), Told("y"));
        Assert.Equal(["Allarme: Title of x e altri 2", "Alarm: Title of x and 2 more"], await house.LettersAsync());
        await RaiseAsync(house, null, Told("w"));
        Assert.Equal(4, (await house.LettersAsync()).Count);
    }

    [Fact]
    public async Task A_muted_incident_that_comes_again_is_raised_without_a_letter_until_the_time_is_over()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        await house.ReaderAsync();
        var alarms = house.Get<IAlarmStore>();
        async Task<long> ComesAgainAsync()
        {
            await alarms.ResolveAsync(house.Id, "x", "test", Now(house), Cancellation);
            return Assert.Single((await RaiseAsync(house, null, Told("x"))).Raised).Id;
        }

        var first = await ComesAgainAsync();
        Assert.True(await alarms.MuteAsync(
            house.Id, first, Now(house) + Duration.FromHours(2), "test", "works on the roof", Now(house), Cancellation));
        await ComesAgainAsync();
        Assert.Single(await house.LettersAsync());
        house.Clock.Move(TimeSpan.FromHours(2));
        var third = await ComesAgainAsync();
        Assert.Equal(2, (await house.LettersAsync()).Count);
        await alarms.MuteAsync(house.Id, third, Now(house) + Duration.FromHours(2), "test", "again", Now(house), Cancellation);
        await alarms.MuteAsync(house.Id, third, null, "test", "it is done", Now(house), Cancellation);
        await ComesAgainAsync();
        Assert.Equal(3, (await house.LettersAsync()).Count);
    }

    [Fact]
    public async Task Somebody_takes_note_of_what_lasts_and_not_of_what_is_over()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        var alarms = house.Get<IAlarmStore>();
        var person = await house.ReaderAsync(wants: false);
        var id = (await RaiseAsync(house, null, Told("x"))).Raised[0].Id;
        Assert.True(await alarms.AcknowledgeAsync(house.Id, id, $"person:{person}", null, Now(house), Cancellation));
        var alarm = Assert.Single(await alarms.ListAsync(house.Id, 10, Cancellation));
        Assert.Equal(("Persona di Prova", Now(house)), (alarm.AcknowledgedBy, alarm.AcknowledgedAt));
        await alarms.ResolveAsync(house.Id, "x", "test", Now(house), Cancellation);
        Assert.False(await alarms.AcknowledgeAsync(house.Id, id, "test", null, Now(house), Cancellation));
        Assert.False(await alarms.AcknowledgeAsync(house.Id, 999_999, "test", null, Now(house), Cancellation));
        Assert.Equal(0, await alarms.CountOpenAsync(house.Id, Cancellation));
    }

    [Fact]
    public async Task An_alarm_whose_transaction_is_given_up_was_never_raised_and_nobody_was_written_to()
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        await house.ReaderAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => OneTransaction.RunAsync(
            house.Db,
            async () =>
            {
                await house.Get<RaiseAlarms>().RunAsync(house.Id, [Told("x")], null, "test", Now(house), Cancellation);
                throw new InvalidDataException("given up");
            },
            Cancellation));
        Assert.Empty(await house.OpenAsync());
        Assert.Empty(await house.LettersAsync());
    }

    [Theory]
    [InlineData("", "warning", "key")]
    [InlineData("x", "loud", "severity")]
    public async Task What_cannot_be_an_alarm_is_refused_with_a_sentence(string key, string severity, string word)
    {
        await using var house = await WatchHouse.OpenAsync(fixture, "2026-06-15T07:30:00+02:00");
        var told = new NewAlarm(key, "test", severity, "Title", "", Now(house));
        var fault = await Assert.ThrowsAsync<ArgumentException>(() =>
            house.Get<RaiseAlarms>().RunAsync(house.Id, [told], null, "test", Now(house), Cancellation));
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
    }

    private static NewAlarm Told(string key, string detail = "") =>
        new(key, "test", "warning", $"Title of {key}", detail, Instant.FromUtc(2026, 6, 14, 22, 0));

    private static Instant Now(WatchHouse house) => Instant.FromDateTimeOffset(house.Clock.GetUtcNow());

    private static async Task<RaisedAlarms> RaiseAsync(WatchHouse house, string? below, params NewAlarm[] told)
    {
        RaisedAlarms? done = null;
        await OneTransaction.RunAsync(
            house.Db,
            async () => done = await house.Get<RaiseAlarms>().RunAsync(house.Id, told, below, "test", Now(house), Cancellation),
            Cancellation);
        return done!;
    }
}
