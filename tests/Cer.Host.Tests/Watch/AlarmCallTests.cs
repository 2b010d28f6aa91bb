using System.Net;
using Cer.Host.Tests.Workflows;
using Cer.Operations.Alarms;
using Cer.Operations.People;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Watch;

/// <summary>The calls of the page of alarms, over real HTTP, for each kind of person.</summary>
public sealed class AlarmCallTests(FlowFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_sees_alarms_takes_note_mutes_with_a_reason_and_sees_what_happened()
    {
        using var person = await fixture.EnterAsync();
        var id = await RaiseAsync(person);
        var list = (await person.Browser.GetAsync(At(person))).Json;
        Assert.Equal((1, false), ((int)list["open"]!, (bool)list["letters"]!));
        var alarm = list["alarms"]![0]!;
        Assert.Equal(("Titolo", "kWh", 12.5m),
            ((string)alarm["title"]!, (string)alarm["figures"]![0]!["unit"]!, (decimal)alarm["figures"]![0]!["value"]!));

        Assert.Equal(HttpStatusCode.NoContent, (await person.Browser.PostAsync(At(person, $"/{id}/acknowledge"), "{}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await person.Browser.PostAsync(At(person, $"/{id}/mute"), """{"hours": 24}""")).Status);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await person.Browser.PostAsync(At(person, $"/{id}/mute"), """{"hours": 24, "reason": "lavori"}""")).Status);
        alarm = (await person.Browser.GetAsync(At(person))).Json["alarms"]![0]!;
        Assert.Equal("Persona di Prova", (string)alarm["acknowledgedBy"]!);
        Assert.NotNull(alarm["mutedUntil"]);
        Assert.Equal(
            HttpStatusCode.NoContent, (await person.Browser.PostAsync(At(person, $"/{id}/mute"), """{"hours": 0}""")).Status);
        var events = (await person.Browser.GetAsync(At(person, $"/{id}/events"))).Json.AsArray();
        Assert.Equal(["raised", "acknowledged", "muted", "unmuted"], events.Select(one => (string)one!["event"]!));
        Assert.Equal("lavori", (string)events[2]!["reason"]!);
    }

    [Fact]
    public async Task Whoever_wants_letters_says_so_for_oneself()
    {
        using var person = await fixture.EnterAsync();
        foreach (var wants in new[] { true, true, false })
        {
            var body = $$"""{"wants": {{(wants ? "true" : "false")}}}""";
            Assert.Equal(HttpStatusCode.NoContent, (await person.Browser.PostAsync(At(person, "/letters"), body)).Status);
            Assert.Equal(wants, (bool)(await person.Browser.GetAsync(At(person))).Json["letters"]!);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await person.Browser.PostAsync(At(person, "/letters"), "{}")).Status);
    }

    [Fact]
    public async Task An_auditor_reads_and_changes_nothing_and_a_member_sees_nothing()
    {
        using var auditor = await fixture.EnterAsync(Role.Auditor);
        var id = await RaiseAsync(auditor);
        Assert.Equal(HttpStatusCode.OK, (await auditor.Browser.GetAsync(At(auditor))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Browser.PostAsync(At(auditor, $"/{id}/acknowledge"), "{}")).Status);
        using var member = await auditor.Server.SignedInAsync(auditor.Village.AnnaOnly);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(At(auditor))).Status);
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public async Task What_is_not_there_is_not_found(string id)
    {
        using var person = await fixture.EnterAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await person.Browser.GetAsync(At(person, $"/{id}/events"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await person.Browser.PostAsync(At(person, $"/{id}/acknowledge"), "{}")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await person.Browser.PostAsync(At(person, $"/{id}/mute"), """{"hours": 1, "reason": "x"}""")).Status);
    }

    [Fact]
    public async Task An_alarm_of_another_community_is_not_found()
    {
        using var one = await fixture.EnterAsync();
        using var other = await fixture.EnterAsync();
        var id = await RaiseAsync(one);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.PostAsync(At(other, $"/{id}/acknowledge"), "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.GetAsync(At(one))).Status);
    }

    private static string At(Designer person, string more = "") => $"/api/communities/{person.Village.Code}/alarms{more}";

    private static async Task<long> RaiseAsync(Designer person)
    {
        var since = Instant.FromUtc(2026, 6, 14, 22, 0);
        var done = await person.Server.App.Services.GetRequiredService<RaiseAlarms>().RunAsync(
            person.Village.Id,
            [new("prova", "production_low", "warning", "Titolo", "", since) { Figures = [new("made", 12.5m, "kWh")] }],
            null,
            "test",
            since,
            Cancellation);
        return Assert.Single(done.Raised).Id;
    }
}
