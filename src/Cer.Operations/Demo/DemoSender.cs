using System.Globalization;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Operations.Demo;

/// <summary>Sends the demo's messages through the intake, as the account of the invented cloud.</summary>
internal sealed class DemoSender(TakeReadings intake, CommunityId community)
{
    // Nobody can log in with it: it stands in no store.
    private readonly Account _account = new()
    {
        Username = DemoDeclaration.Who,
        Community = community,
        Password = new(default, default, 1),
        Solution = DemoDataset.Solution,
    };

    public Task<IntakeAnswer> SendAsync(DemoMessage message, CancellationToken cancellation) =>
        intake.RunAsync(Incoming(message), cancellation);

    /// <summary>Sends messages that belong together in one commit; the intake must have no doubt about any.</summary>
    public async Task SendTogetherAsync(IReadOnlyList<DemoMessage> messages, CancellationToken cancellation)
    {
        var answers = await intake.RunTogetherAsync([.. messages.Select(Incoming)], cancellation);
        foreach (var (message, answer) in messages.Zip(await Task.WhenAll(answers))) Counts(message, answer);
    }

    /// <summary>What the store did with a message; nothing when it was there already.</summary>
    /// <exception cref="InvalidOperationException">The intake has a doubt that the demo did not mean to raise.</exception>
    public static AppendCounts Counts(DemoMessage message, IntakeAnswer answer)
    {
        if (answer is IntakeAnswer.AlreadyExists) return default;
        if (answer is IntakeAnswer.Taken taken && taken.Lines.All(line => IsMeant(message, line)))
            return taken.Receipt.Readings;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"Found a doubt about the demo's message of {message.Made}, expected none."));
    }

    private IncomingMessage Incoming(DemoMessage message) => new()
    {
        Community = community,
        Source = IntakeSource.File,
        Raw = message.Utf8,
        Sender = _account,
        Origin = DemoDeclaration.Who,
    };

    // A new meter's first totals wait for a decision; then they agree, and a warning says that they go on from there.
    private static bool IsMeant(DemoMessage message, LineVerdict line) => message.ChangesMeter
        ? line.Fate is LineFate.Stored or LineFate.Quarantined
        : line is { Fate: LineFate.Stored, Warnings.Count: 0 };
}
