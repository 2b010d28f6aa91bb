using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Host.Data;
using Cer.Host.Desk;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Desk;

/// <summary>The settings: what each part says, the factor of CO2, and what may be done from there.</summary>
public class SettingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_part_says_how_it_stands()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        await server.DoAsync(DeskHouse.Enrol("2026-08-10"));
        using var administrator = await server.SignInAsync("capo", Role.Administrator);
        var all = await JsonAsync(administrator, "settings");
        Assert.Equal(2, (int)all["community"]!["version"]!);
        // The newcomer's first day has not come: one member with two points today.
        Assert.Equal(
            (2, 1, 2), ((int)all["members"]!["all"]!, (int)all["members"]!["now"]!, (int)all["members"]!["points"]!));
        Assert.Equal((1, 20m), ((int)all["plants"]!["all"]!, (decimal)all["plants"]!["kw"]!));
        Assert.Equal("folder", (string)all["mail"]!["state"]!);
        Assert.Equal(2, (int)all["devices"]!["all"]!);
        Assert.Equal(0.2679m, (decimal)all["co2"]!["kgPerKwh"]!);
        // Only administrators; the desk is the operators' too.
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Client.GetAsync(At("settings"), Cancellation)).StatusCode);
    }

    [Fact]
    public async Task A_factor_holds_from_its_day_and_the_second_of_two_writers_looks_again()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var administrator = await server.SignInAsync("capo", Role.Administrator);
        var (status, wrong) = await PostAsync(administrator, "settings/co2", new { seen = 0, from = "x", kgPerKwh = "10,1", source = " " });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["from day_form", "kgPerKwh factor", "source needed"], DeskHouse.Faults(wrong));
        foreach (var text in (string[])["-1", "1e3", "NaN", "0,1234567", "1.000,5", ""])
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(
                administrator, "settings/co2", new { seen = 0, from = "2026-01-01", kgPerKwh = text, source = "x" })).Status);
        Assert.Equal(0, await server.CountAsync("co2_factor"));

        foreach (var (seen, from, kg) in ((int, string, string)[])[(0, "2026-01-01", "0,25"), (1, "2026-08-10", "0.2")])
        {
            var form = new { seen, from, kgPerKwh = kg, source = "ISPRA, rapporto inventato" };
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(administrator, "settings/co2", form)).Status);
            Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(administrator, "settings/co2", form)).Status);
        }

        var known = await JsonAsync(administrator, "settings/co2");
        Assert.Equal(0.25m, (decimal)known["nowKgPerKwh"]!);
        Assert.Equal(
            ["2026-08-10 0.2 Persona inventata", "2026-01-01 0.25 Persona inventata"],
            known["factors"]!.AsArray().Select(one => $"{one!["from"]} {one["kgPerKwh"]} {one["who"]}"));
        Assert.All(known["factors"]!.AsArray(), one => Assert.EndsWith("Z", (string)one!["at"]!, StringComparison.Ordinal));
        // What dashboards read is the same, by the clock of the database.
        Assert.True(await server.AskAsync<bool>(
            """
            select co2_kg_per_kwh = case when (now() at time zone 'Europe/Rome')::date >= '2026-08-10' then 0.2 else 0.25 end
            from rep.community
            """));
    }

    [Fact]
    public async Task Rules_are_told_with_their_acts_and_rates_without_one_are_not_known()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var administrator = await server.SignInAsync("capo", Role.Administrator);
        var rules = await JsonAsync(administrator, "settings/rules");
        Assert.Equal("cer-base", (string)rules["sets"]![0]!["id"]!);
        // As the program's own file has it.
        var reference = rules["parameters"]!.AsArray().Single(one => (string)one!["key"]! == "price_reference")!;
        Assert.Equal(
            ("180", "DM 414/2023, Regole Operative GSE 16/07/2025"), ((string)reference["value"]!, (string)reference["act"]!));
        Assert.Equal(7.78m, (decimal)rules["cac"]!.AsArray().Single(one => (int)one!["year"]! == 2022)!["trasE"]!);
    }

    [Fact]
    public async Task The_password_is_never_told_and_a_trial_goes_to_oneself_once_a_minute()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var administrator = await server.SignInAsync("capo", Role.Administrator);
        // Without an address of one's own there is nobody to send to.
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(administrator, "settings/mail/trial", new { })).Status);
        var folder = Directory.CreateTempSubdirectory("cer-mail-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "parola"), "segretissima\n", Cancellation);
            File.SetUnixFileMode(Path.Combine(folder, "parola"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var settings = new Settings("x", null, null)
            {
                Folder = folder,
                Mail = new("smtp.comune.example", "Comune <cer@comune.example>") { Username = "cer", PasswordFile = "parola" },
            };
            var told = System.Text.Json.JsonSerializer.Serialize(MailStanding.Of(settings));
            Assert.Contains("\"HasPassword\":true", told, StringComparison.Ordinal);
            Assert.DoesNotContain("segretissima", told, StringComparison.Ordinal);
            var broken = MailStanding.Of(settings with { Mail = settings.Mail with { Security = "ssl" } });
            Assert.Equal("wrong", broken.State);
            Assert.Contains("expected starttls, tls or none", broken.Problem!, StringComparison.Ordinal);

            var post = new TrialPost(new(new Settings("x", null, null) { Folder = folder }), server.Clock);
            Assert.True(post.TakeTurn(1));
            Assert.False(post.TakeTurn(1));
            // Another's turn is another's.
            Assert.True(post.TakeTurn(2));
            Assert.Equal("folder", (await post.SendAsync(Operations.Mail.EmailAddress.Parse("capo@comune.example", null),
                Cancellation)).State);
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "mail"), "*", SearchOption.AllDirectories));
            server.Clock.Move(TimeSpan.FromSeconds(61));
            Assert.True(post.TakeTurn(1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_backup_is_made_once_at_a_time_says_what_it_does_and_why_it_failed()
    {
        var folder = Directory.CreateTempSubdirectory("cer-backup-").FullName;
        try
        {
            var go = new TaskCompletionSource();
            var settings = new Settings("x", null, null) { Folder = folder };
            var fails = false;
            var job = new BackupJob(settings, TimeProvider.System)
            {
                Make = async (place, tell, _) =>
                {
                    tell("saving documents and keys");
                    await go.Task;
                    if (fails) throw new IOException("Found no room left, expected more.");
                    return Path.Combine(place, "cer-20260803T080000Z.cerbackup");
                },
            };
            Assert.True(job.Begin());
            Assert.False(job.Begin());
            await UntilAsync(() => job.State.Words == "saving documents and keys");
            go.SetResult();
            await UntilAsync(() => job.State.State == "done");
            Assert.Equal("cer-20260803T080000Z.cerbackup", job.State.Words);
            fails = true;
            Assert.True(job.Begin());
            await UntilAsync(() => job.State.State == "failed");
            Assert.Equal("Found no room left, expected more.", job.State.Words);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Who_runs_one_community_is_told_nothing_of_the_letters_and_backups_of_all()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var administrator = await server.SignInAsync("capo", Role.Administrator);
        var community = await server.CommunityAsync();
        await using (var command = server.Admin.CreateCommand(
            $"update core.person_role set community_id = {community.Value} where role = 'administrator'"))
            await command.ExecuteNonQueryAsync(Cancellation);
        var all = await JsonAsync(administrator, "settings");
        Assert.Null(all["mail"]);
        Assert.Null(all["backup"]);
        foreach (var part in (string[])["mail", "backup"])
        {
            using var answer = await administrator.GetAsync(At($"settings/{part}"), Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("one of the whole house", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        foreach (var act in (string[])["mail/trial", "backup"])
            Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(administrator, $"settings/{act}", new { })).Status);
    }

    private static string At(string path) => $"/api/communities/{StaffServer.Code}/{path}";

    private static async Task UntilAsync(Func<bool> held)
    {
        for (var turn = 0; !held(); turn++)
        {
            Assert.True(turn < 3000, "It did not come.");
            await Task.Delay(20, Cancellation);
        }
    }

    private static async Task<JsonNode> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(At(path), Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static async Task<(HttpStatusCode Status, JsonNode? Answer)> PostAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PostAsJsonAsync(At(path), body, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
