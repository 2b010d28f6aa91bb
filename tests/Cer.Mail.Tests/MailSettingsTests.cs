using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Data;
using Cer.Host.Mail;
using Cer.Host.Tests.People;
using Cer.Operations.Mail;
using Cer.Operations.People;

namespace Cer.Mail.Tests;

/// <summary>The way of letters is written in the pages: tried with a real Exim before it is kept, and good at once.</summary>
[Trait("Peer", "Exim")]
public sealed class MailSettingsTests
{
    private const string Place = $"/api/communities/{MailDatabase.Code}/settings/mail";
    private static readonly PersonRole House = new(Role.Administrator, null, null, null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_server_is_kept_once_it_answers_and_letters_that_waited_go_to_it()
    {
        await using var exim = await Exim.StartAsync();
        await using var database = await MailDatabase.CreateAsync();
        // Nobody listens at port 1; the authority of the test's Exim is in the section, as no form asks for it.
        using var installation = new Installation(database, data =>
            exim.Settings(data).Replace($"\"port\": {exim.Port}", "\"port\": 1", StringComparison.Ordinal));
        await using var server = await StartAsync(database, installation);
        var (person, _) = await server.PersonAsync(House);
        using var browser = await server.SignedInAsync(person);
        await database.PutAsync(MailDatabase.Letter("attesa"));
        var before = await File.ReadAllTextAsync(FileOf(installation), Cancellation);

        var known = (await browser.GetAsync(Place)).Json;
        Assert.Equal((1, true, true), ((int)known["port"]!, (bool)known["hasPassword"]!, (bool)known["isWritable"]!));
        // Another port is another server: the password that is kept is not told to it.
        Assert.Equal("mailPassword mail_password", Fault(await PutAsync(browser, exim, "")));
        Assert.Equal("mailPassword mail_login", Fault(await PutAsync(browser, exim, "sbagliata")));
        Assert.Equal(before, await File.ReadAllTextAsync(FileOf(installation), Cancellation));

        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(browser, exim, exim.Password)).Status);
        await Eventually.EqualAsync(1, () => Task.FromResult(exim.Letters().Length));
        await Eventually.EqualAsync(LetterState.Sent, async () => (await database.StandingAsync("attesa")).State);

        var text = await File.ReadAllTextAsync(FileOf(installation), Cancellation);
        Assert.DoesNotContain(exim.Password, text, StringComparison.Ordinal);
        var (then, now) = (JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(text)!.AsObject());
        Assert.All(then, word => Assert.True(word.Key == "mail" || JsonNode.DeepEquals(word.Value, now[word.Key])));
        // Each word on a line of its own: the scripts read them so.
        Assert.Contains("\n  \"mail\": {\"host\":\"127.0.0.1\"", text, StringComparison.Ordinal);
        var kept = Path.Combine(installation.Folder, (string)now["mail"]!["password_file"]!);
        Assert.Equal($"{exim.Password}\n", await File.ReadAllTextAsync(kept, Cancellation));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileOf(installation)));
        Assert.Equal(exim.Port, Settings.Read(installation.Folder).Mail!.Port);

        // The same server again: its password need not be written anew, and no draft lies about.
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(browser, exim, "", replyTo: "sportello@esempio.invalid")).Status);
        Assert.Equal("sportello@esempio.invalid", Settings.Read(installation.Folder).Mail!.ReplyTo);
        Assert.Empty(Directory.GetFiles(installation.Folder, ".mail-draft-*"));
        Assert.Single(Directory.GetFiles(installation.Folder, "mail-password-*"));
    }

    [Fact]
    public async Task Another_server_on_the_same_folder_goes_by_what_was_written_at_the_first()
    {
        await using var exim = await Exim.StartAsync();
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database, data =>
            exim.Settings(data).Replace($"\"port\": {exim.Port}", "\"port\": 1", StringComparison.Ordinal));
        await using var first = await StartAsync(database, installation);
        await using var second = await StartAsync(database, installation);
        using var writer = await first.SignedInAsync(House);
        using var reader = await second.SignedInAsync(House);
        Assert.Equal(1, (int)(await reader.GetAsync(Place)).Json["port"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(writer, exim, exim.Password)).Status);
        await Eventually.EqualAsync(exim.Port, async () => (int)(await reader.GetAsync(Place)).Json["port"]!);
    }

    [Fact]
    public async Task A_file_that_is_none_meanwhile_leaves_the_way_as_it_is()
    {
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database);
        var settings = Settings.Read(installation.Folder);
        using var mail = new CurrentMail(settings);
        var changed = mail.Changed;
        await File.WriteAllTextAsync(FileOf(installation), "{ \"mail\": ", Cancellation);
        mail.Look();
        Assert.Equal((settings.Mail, false), (mail.Settings.Mail, changed.IsCancellationRequested));
        File.Delete(FileOf(installation));
        mail.Look();
        Assert.Equal((settings.Mail, false), (mail.Settings.Mail, changed.IsCancellationRequested));
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_is_kept()
    {
        (string Field, string Value, string Fault)[] cases =
        [
            ("host", "", "host needed"),
            ("host", "smtp comune", "host mail_host"),
            ("host", "127.0.0.1:25", "host mail_host"),
            ("port", "70000", "port mail_port"),
            ("port", "-1", "port mail_port"),
            ("security", "ssl", "security mail_security"),
            ("from", "", "from needed"),
            ("from", "nessuno", "from mail_address"),
            ("replyTo", "a@", "replyTo mail_address"),
            ("username", "", "username needed"),
            ("username", "a\nb", "username line"),
            ("mailPassword", "a\nb", "mailPassword line"),
            // Nobody answers at port 1.
            ("host", "127.0.0.1", "host mail_server"),
        ];
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database);
        await using var server = await StartAsync(database, installation);
        var (person, _) = await server.PersonAsync(House);
        using var browser = await server.SignedInAsync(person);
        var before = await File.ReadAllTextAsync(FileOf(installation), Cancellation);
        foreach (var (field, value, fault) in cases)
        {
            var form = new JsonObject
            {
                ["host"] = "127.0.0.1",
                ["port"] = "1",
                ["security"] = "none",
                ["from"] = "cer@esempio.invalid",
                ["username"] = "cer",
                ["mailPassword"] = "x",
                ["password"] = PeopleServer.Password,
            };
            form[field] = value;
            Assert.Equal((value, fault), (value, Fault(await browser.SendAsync("PUT", Place, form))));
        }

        Assert.Equal(before, await File.ReadAllTextAsync(FileOf(installation), Cancellation));
        Assert.Empty(Directory.GetFiles(installation.Folder, "*mail-*"));
    }

    [Fact]
    public async Task A_server_elsewhere_hears_nothing_in_the_clear()
    {
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database);
        await using var server = await StartAsync(database, installation);
        var (person, _) = await server.PersonAsync(House);
        using var browser = await server.SignedInAsync(person);
        Assert.Equal("security mail_clear", Fault(await browser.SendAsync("PUT", Place, new
        {
            host = "smtp.esempio.invalid",
            security = "none",
            from = "cer@esempio.invalid",
            password = PeopleServer.Password,
        })));
    }

    [Fact]
    public async Task Only_administrators_of_the_house_who_prove_it_once_more_write_it_and_in_an_add_on_nobody()
    {
        await using var exim = await Exim.StartAsync();
        await using var database = await MailDatabase.CreateAsync();
        using var installation = new Installation(database, data => exim.Settings(data));
        await using (var server = await StartAsync(database, installation))
        {
            var (house, _) = await server.PersonAsync(House);
            var (town, _) = await server.PersonAsync(new PersonRole(Role.Administrator, database.Community, MailDatabase.Code, null));
            using var mayor = await server.SignedInAsync(house);
            using var clerk = await server.SignedInAsync(town);
            Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(clerk, exim, exim.Password)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync(Place)).Status);
            Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(mayor, exim, exim.Password, proof: "indovinata")).Status);
            Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(mayor, exim, exim.Password)).Status);
        }

        await using var addon = await PeopleServer.StartAsync(
            database.Inside, settings => settings with { Folder = installation.Folder, Ingress = true, IngressPeer = "127.0.0.1" });
        using var inside = await addon.SignedInAsync((await addon.PersonAsync(House)).Id);
        Assert.False((await PutAsync(inside, exim, exim.Password)).Status == HttpStatusCode.NoContent);
    }

    private static string FileOf(Installation installation) => Path.Combine(installation.Folder, Settings.FileName);

    private static Task<PeopleServer> StartAsync(MailDatabase database, Installation installation) => PeopleServer.StartAsync(
        database.Inside, settings => settings with { Folder = installation.Folder, Mail = Settings.Read(installation.Folder).Mail });

    private static Task<PageClient.Answer> PutAsync(
        PageClient browser, Exim exim, string mailPassword, string? replyTo = null, string proof = PeopleServer.Password) =>
        browser.SendAsync("PUT", Place, new
        {
            host = "127.0.0.1",
            port = exim.Port.ToString(CultureInfo.InvariantCulture),
            security = "starttls",
            from = "Comune di Esempio <cer@esempio.invalid>",
            replyTo,
            username = "cer",
            mailPassword,
            password = proof,
        });

    private static string Fault(PageClient.Answer answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var first = answer.Json["faults"]![0]!;
        return $"{first["field"]} {first["code"]}";
    }
}
