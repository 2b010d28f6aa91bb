using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Host.Import;

/// <summary>Takes UrbanDataset messages in from files, many in one commit, and says of each what became of it.</summary>
internal sealed class MessageImport(IServiceProvider services) : IAsyncDisposable
{
    private const int Together = 128;

    private readonly TakeReadings _take = ActivatorUtilities.CreateInstance<TakeReadings>(services);

    public ValueTask DisposeAsync() => _take.DisposeAsync();

    public async Task<int> TakeAsync(CommunityId community, IReadOnlyList<ImportFile> files, CancellationToken cancellation)
    {
        var exit = ExitCodes.Done;
        var waiting = new Queue<(ImportFile File, Task<IntakeAnswer> Answer)>();
        foreach (var file in files)
        {
            if (waiting.Count == Together) await TellNextAsync();
            waiting.Enqueue((file, _take.RunAsync(await ReadAsync(community, file, cancellation), cancellation)));
        }

        while (waiting.Count > 0) await TellNextAsync();
        return exit;

        async Task TellNextAsync()
        {
            var (file, answer) = waiting.Dequeue();
            exit = ExitCodes.Worse(exit, Tell(file, await answer));
        }
    }

    private static async Task<IncomingMessage> ReadAsync(CommunityId community, ImportFile file, CancellationToken cancellation)
    {
        // One byte more than allowed is enough to know that a file is too large.
        await using var stream = File.OpenRead(file.Path);
        var bytes = new byte[Math.Min(stream.Length, UrbanDatasetLimits.BodyBytes + 1)];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return new() { Community = community, Source = IntakeSource.File, Raw = bytes, Origin = file.Name };
    }

    private static int Tell(ImportFile file, IntakeAnswer answer)
    {
        switch (answer)
        {
            case IntakeAnswer.AlreadyExists:
                Console.WriteLine($"{file.Name}: known already, nothing changed");
                return ExitCodes.Done;
            case IntakeAnswer.Refused refused:
                Console.WriteLine($"{file.Name}: refused: {refused.Reason}");
                return ExitCodes.WrongInput;
            case IntakeAnswer.Foreign foreign:
                Console.WriteLine($"{file.Name}: refused: {foreign.Reason}");
                return ExitCodes.WrongInput;
            case IntakeAnswer.Taken taken:
                return Tell(file, taken);
            default:
                throw new NotSupportedException($"import has no words for {answer.GetType().Name}.");
        }
    }

    private static int Tell(ImportFile file, IntakeAnswer.Taken taken)
    {
        var counts = taken.Receipt.Readings;
        Console.WriteLine($"{file.Name}: {counts.Added} added, {counts.Unchanged} unchanged, {counts.Corrected} corrected");
        var exit = ExitCodes.Done;
        foreach (var line in taken.Lines)
        {
            if (line.Fate is LineFate.Refused or LineFate.Quarantined)
            {
                exit = ExitCodes.NotFinal;
                Console.WriteLine(
                    $"{file.Name}: line {line.Line}: {(line.Fate == LineFate.Refused ? "refused" : "kept apart")}: "
                    + $"{line.Reason}");
            }

            foreach (var warning in line.Warnings) Console.WriteLine($"{file.Name}: line {line.Line}: warning: {warning}");
        }

        return exit;
    }
}
