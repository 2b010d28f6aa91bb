using Cer.Messaging.Mime;
using Cer.Operations.Mail;

namespace Cer.Messaging.Post;

/// <summary>Carries letters into a folder of this machine, in Maildir form: where there is no mail server.</summary>
/// <remarks>A letter is written aside and moved in whole, under a name of its own: carried twice, it is there once.</remarks>
public sealed class FolderPost(string folder, Sender from, TimeProvider time) : ICarrier, ICarriage
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public bool IsOpen => true;

    public Task<ICarriage> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var part in new[] { "tmp", "new", "cur" }) MakePrivate(Path.Combine(folder, part));
            return Task.FromResult<ICarriage>(this);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CarrierClosed($"Found no mail folder that can be written, expected one: {failure.Message}", false, failure);
        }
    }

    public async Task<CarryOutcome> CarryAsync(
        ClaimedLetter letter, Func<CancellationToken, Task<bool>> mayClose, CancellationToken cancellation)
    {
        var name = $"{letter.Stored.PutAt.ToUnixTimeSeconds()}.{letter.Stored.MessageId}.cer";
        var aside = Path.Combine(folder, "tmp", $"{name}.{letter.Holder:N}");
        var message = MimeWriter.Write(new()
        {
            From = from,
            Letter = letter.Stored.Letter,
            Date = time.GetUtcNow(),
            MessageId = letter.Stored.MessageId,
        });
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            await using (var stream = new FileStream(aside, options))
            {
                await stream.WriteAsync(message, cancellation);
                stream.Flush(flushToDisk: true);
            }

            // Not asked whether it may: a letter that is put in twice under its name is there once.
            File.Move(aside, Path.Combine(folder, "new", name), overwrite: true);
            return new CarryOutcome.Accepted();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new CarryOutcome.PutOff($"Found a mail folder that cannot be written, expected to: {failure.Message}");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }
}
