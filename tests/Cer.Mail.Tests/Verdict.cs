using Cer.Operations.Mail;

namespace Cer.Mail.Tests;

/// <summary>What must hold after a server or the program was killed.</summary>
internal static class Verdict
{
    /// <summary>No letter twice; what is called sent arrived; what is uncertain is sent again by a person if it did not.</summary>
    public static async Task EachOnceAsync(MailDatabase database, Exim exim, SendLetters sending, int count)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var listed = await database.Letters.ListAsync(database.Community, null, count, cancellation);
        var uncertain = listed.Where(letter => letter.Standing.State == LetterState.Uncertain).ToList();
        var sent = listed.Count(letter => letter.Standing.State == LetterState.Sent);
        Assert.Equal(count, sent + uncertain.Count);
        await exim.SettledAsync();
        var again = 0;
        foreach (var letter in uncertain)
        {
            // As a person does who asks, or looks into the log of the server.
            var stored = await database.Letters.FindAsync(database.Community, letter.Standing.Id, cancellation);
            if ((await exim.ArrivedAsync()).ContainsKey(stored!.MessageId)) continue;
            Assert.Equal(LetterState.Uncertain, await database.Letters.RetryAsync(
                database.Community, letter.Standing.Id, "test", cancellation));
            again++;
        }

        if (again > 0) await sending.RunAsync(cancellation);
        await exim.SettledAsync();
        await Eventually.EqualAsync(count, async () => (await exim.ArrivedAsync()).Count);
        Assert.All(await exim.ArrivedAsync(), letter => Assert.Equal(1, letter.Value));
        Console.WriteLine(
            $"{sent} of {count} letters were sent for certain, {uncertain.Count} uncertain, {again} of them not arrived.");
    }
}
