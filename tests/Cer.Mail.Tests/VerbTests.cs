using Cer.Operations.Mail;

namespace Cer.Mail.Tests;

/// <summary>The verbs mail and doctor, as a person at the command line uses them.</summary>
[Trait("Peer", "Exim")]
public sealed class VerbTests
{
    [Fact]
    public async Task A_letter_of_trial_goes_through_a_wrong_password_is_told_and_the_doctor_sees_both()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        using var installation = new Installation(database, data => exim.Settings(data));
        var tried = await installation.RunAsync("mail", "test", "--to", "rosa@esempio.invalid");
        Assert.Equal((0, $"127.0.0.1:{exim.Port} took the letter\n"), (tried.Succeeded().Exit, tried.Output));
        await Eventually.EqualAsync(1, () => Task.FromResult(exim.Letters().Length));
        Assert.Equal("CerAutomation: lettera di prova", (string?)(await EximTests.ReadAsync(exim.Letters()[0]))["subject"]);
        Assert.Contains(
            $"ok     the mail server 127.0.0.1:{exim.Port} answers, encrypted by STARTTLS, and takes the name and password\n",
            (await installation.RunAsync("doctor")).Output,
            StringComparison.Ordinal);

        var file = Path.Combine(installation.Folder, "mail-password");
        await File.WriteAllTextAsync(file, "sbagliata\n", TestContext.Current.CancellationToken);
        var refused = await installation.RunAsync("mail", "test", "--to", "rosa@esempio.invalid");
        Assert.Equal(
            (1, "mail test: Found 535 Incorrect authentication data to the name and password, expected 235.\n"),
            (refused.Exit, refused.Errors));
        var seen = await installation.RunAsync("doctor");
        Assert.Contains("Found 535 Incorrect authentication data", seen.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sbagliata", seen.Output + seen.Errors + refused.Output, StringComparison.Ordinal);

        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        var open = await installation.RunAsync("mail", "test", "--to", "rosa@esempio.invalid");
        Assert.Equal(2, open.Exit);
        Assert.Contains(
            "that others may read in mail.password_file of settings.json, expected a file for its owner alone",
            open.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_are_listed_with_masked_addresses_put_again_and_called_bounced()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        using var installation = new Installation(database, data => exim.Settings(data));
        var id = await database.PutAsync(MailDatabase.Letter("k", "nobody@esempio.invalid"));
        var way = Host.Mail.MailWay.Of(Host.Data.Settings.Read(installation.Folder));
        var sending = database.Sending(Host.Mail.MailServices.Carrier(way, TimeProvider.System));
        await sending.RunAsync(TestContext.Current.CancellationToken);
        var listed = (await installation.RunAsync("mail", "list", "--community", MailDatabase.Code)).Succeeded().Output;
        Assert.StartsWith($"{id}  failed  ", listed, StringComparison.Ordinal);
        Assert.Contains(
            "1 attempts  n***@esempio.invalid  Conto k\n    Found 550 No such mailbox here",
            listed,
            StringComparison.Ordinal);
        var again = (await installation.RunAsync("mail", "retry", "--community", MailDatabase.Code, $"{id}")).Succeeded().Output;
        Assert.Equal($"{id} waits again\n", again);
        Assert.Equal(LetterState.Waiting, (await database.StandingAsync("k")).State);
        Assert.Equal(2, (await installation.RunAsync("mail", "retry", "--community", MailDatabase.Code, $"{id}")).Exit);

        // What no server took cannot be reported: another letter, which one did.
        var taken = await database.PutAsync(MailDatabase.Letter("l", "ada@esempio.invalid"));
        await sending.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(LetterState.Sent, (await database.StandingAsync("l")).State);
        var stored = await database.Letters.FindAsync(database.Community, taken, TestContext.Current.CancellationToken);
        var file = Path.Combine(installation.Folder, "report");
        await File.WriteAllTextAsync(
            file,
            $"X-Ricevuta: errore-consegna\r\nX-Riferimento-Message-ID: <{stored!.MessageId}@esempio.invalid>\r\n\r\nx\r\n",
            TestContext.Current.CancellationToken);
        var bounced = (await installation.RunAsync("mail", "bounce", file)).Succeeded().Output;
        Assert.Equal($"{file}: 1 letters bounced\n", bounced);
    }
}
