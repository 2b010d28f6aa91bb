using System.Net;
using System.Text;
using Cer.Host.Tests.People;
using Cer.Operations.People;
using Cer.Operations.Submitting;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Submitting;

/// <summary>Packages by the addresses that pages call.</summary>
public class SubmissionEndpointTests(PeopleFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_downloads_the_files_hands_them_over_and_notes_protocol_and_answer()
    {
        var (village, path, staff) = await StoredAsync();
        using var browser = staff;
        var list = (await browser.GetAsync(path)).Json;
        Assert.False((bool)list["canSend"]!);
        Assert.StartsWith("Found no section submissions", (string)list["why"]!, StringComparison.Ordinal);
        var one = Assert.Single(list["submissions"]!.AsArray())!;
        Assert.Equal($"{village.Code}.2026-05.gse-month.1 prepared energia.csv 3",
            $"{one["key"]} {one["state"]} {one["files"]![0]!["name"]} {one["files"]![0]!["size"]}");
        // printf '1,5' | sha256sum
        Assert.StartsWith("e10f709e", (string)one["files"]![0]!["sha256"]!, StringComparison.Ordinal);
        Assert.Equal("1,5", (await browser.GetAsync($"{path}/1/files/1")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{path}/1/files/2")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{path}/2")).Status);

        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync($"{path}/1/feedback", new { accepted = true })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync($"{path}/1/send")).Status);
        Assert.Equal("received", (string)(await browser.PostAsync($"{path}/1/hand-over", new { protocol = "GSE/77" })).Json["state"]!);
        var rejected = await browser.PostAsync(
            $"{path}/1/feedback", new
            {
                accepted = false,
                reasons = new[] { new { field = "energia.csv/1", code = "E1",
                text = "somma" } }
            });
        Assert.Equal("rejected", (string)rejected.Json["state"]!);
        Assert.Equal("energia.csv/1", (string)rejected.Json["steps"]![2]!["reasons"]![0]!["field"]!);
        // No maker of packages is installed here: a correction says what lacks.
        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync($"{path}/1/correct", new { reason = "somma" })).Status);
    }

    [Theory]
    [InlineData("", "{}")]
    [InlineData("", "{\"month\":\"2026-05\",\"kind\":\"enel\"}")]
    [InlineData("/1/hand-over", "[]")]
    [InlineData("/1/receipt", "{\"protocol\":\" \"}")]
    [InlineData("/1/feedback", "{\"reasons\":[null]}")]
    [InlineData("/1/correct", "{\"reason\":\"\"}")]
    public async Task What_cannot_be_read_is_told_with_a_sentence_and_changes_nothing(string call, string body)
    {
        var (village, path, staff) = await StoredAsync();
        using var browser = staff;
        var answer = await browser.SendAsync("POST", path + call, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("expected", answer.Detail, StringComparison.Ordinal);
        var store = Server.App.Services.GetRequiredService<ISubmissionStore>();
        Assert.Empty((await store.FindAsync(village.Id, 1, Cancellation))!.Steps);
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Accountant)]
    public async Task Readers_see_the_packages_and_hand_nothing_over(Role role)
    {
        var (village, path, staff) = await StoredAsync();
        staff.Dispose();
        using var browser = await Server.SignedInAsync(new PersonRole(role, village.Id, village.Code, null));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{path}/1")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync($"{path}/1/hand-over", new { })).Status);
    }

    private async Task<(Village Village, string Path, PageClient Staff)> StoredAsync()
    {
        var village = await Village.FoundAsync(Server);
        var store = Server.App.Services.GetRequiredService<ISubmissionStore>();
        await store.AddAsync(
            village.Id,
            new(
                new(2026, 5),
                SubmissionKind.GseMonth,
                1,
                null,
                new([new("energia.csv", "text/csv", Encoding.UTF8.GetBytes("1,5"))], ["Caricare il file."]),
                "test",
                NodaTime.Instant.FromUtc(2026, 6, 25, 7, 0)),
            Cancellation);
        return (
            village,
            $"/api/communities/{village.Code}/submissions",
            await Server.SignedInAsync(new PersonRole(Role.Operator, village.Id, village.Code, null)));
    }
}
