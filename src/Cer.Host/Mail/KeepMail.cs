using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cer.Host.Backup;
using Cer.Host.Data;
using Cer.Messaging.Smtp;
using Cer.Operations.Desk;

namespace Cer.Host.Mail;

/// <summary>Puts down another way of letters: tried first, then written whole into the settings, and good at once.</summary>
internal sealed class KeepMail(CurrentMail current) : IDisposable
{
    private const string PasswordPrefix = "mail-password-";
    private const string DraftPrefix = ".mail-draft-";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Form = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly SemaphoreSlim _one = new(1);

    /// <returns>Every fault beside its field; none when it is kept.</returns>
    /// <exception cref="IOException">The files cannot be written; nothing changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The program may not write them; nothing changed.</exception>
    public async Task<IReadOnlyList<FieldFault>> RunAsync(MailForm form, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var (folder, kept) = (current.Settings.Folder!, current.Settings.Mail);
            if (form.Faults(kept) is { Count: > 0 } faults) return faults;
            if (await TryAsync(form, kept, cancellation) is { } refused) return [refused];
            Write(folder, form, kept);
            return [];
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<FieldFault?> TryAsync(MailForm form, MailSettings? kept, CancellationToken cancellation)
    {
        try
        {
            var mail = form.Over(kept, form.KeepsPassword(kept) ? kept!.PasswordFile : null);
            var server = form.KeepsPassword(kept)
                ? MailWay.Of(current.Settings with { Mail = mail }).Server!
                : MailWay.Of(current.Settings with { Mail = mail with { Username = null, PasswordFile = null } }).Server! with
                {
                    Username = mail.Username,
                    Password = mail.Username is null ? null : form.Password,
                };
            await using var session = await SmtpSession.OpenAsync(server with { Patience = Patience }, cancellation);
            await session.QuitAsync(cancellation);
            return null;
        }
        catch (SmtpFault fault) when (fault.Kind == SmtpFaultKind.Unauthorised)
        {
            return new("mailPassword", "mail_login", fault.Message, "a name and password that the server takes");
        }
        catch (SmtpFault fault)
        {
            return new("host", "mail_server", fault.Message, "a mail server that answers and proves who it is");
        }
        catch (UserFault fault)
        {
            return new("", "mail_other", fault.Message, "a section mail without faults");
        }
    }

    // A file of its own for each password: until the settings name it, the old one holds.
    private void Write(string folder, MailForm form, MailSettings? kept)
    {
        PrivateFile.ClearAbandoned(folder, $"{DraftPrefix}*");
        var password = kept?.PasswordFile;
        if (!form.KeepsPassword(kept))
        {
            password = null;
            if (!string.IsNullOrEmpty(form.Password))
            {
                password = $"{PasswordPrefix}{Guid.NewGuid():N}";
                Put(folder, password, System.Text.Encoding.UTF8.GetBytes(form.Password + "\n"));
            }
        }

        var mail = form.Over(kept, password);
        try
        {
            var settings = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, Settings.FileName)))!.AsObject();
            settings["mail"] = JsonSerializer.SerializeToNode(mail, Form);
            Put(folder, Settings.FileName, SettingsText.Of(settings));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            if (password is not null && password != kept?.PasswordFile) File.Delete(Path.Combine(folder, password));
            throw failure is JsonException ? new IOException("Found settings that are not JSON, expected them to be.", failure) : failure;
        }

        current.Take(mail);
        if (kept?.PasswordFile is { } old && old != password && old.StartsWith(PasswordPrefix, StringComparison.Ordinal))
            File.Delete(Path.Combine(folder, old));
    }

    private static void Put(string folder, string name, byte[] content)
    {
        using var draft = PrivateFile.Create(Path.Combine(folder, $"{DraftPrefix}{Guid.NewGuid():N}"));
        draft.Write(content);
        draft.Flush(flushToDisk: true);
        File.Move(draft.Name, Path.Combine(folder, name), overwrite: true);
    }
}
