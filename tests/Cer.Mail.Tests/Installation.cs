using System.Text.Json;
using Cer.Crash.Tests;

namespace Cer.Mail.Tests;

/// <summary>A data folder that leads the program to a test's database and mail server.</summary>
internal sealed class Installation : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("cer-data-").FullName;

    public string Maildir => Path.Combine(Folder, "mail");

    /// <param name="database">Where it stores.</param>
    /// <param name="mail">The section mail, made with the folder; null for none.</param>
    public Installation(MailDatabase database, Func<string, string>? mail = null)
    {
        var section = mail is null ? "" : $", \"mail\": {mail(Folder)}";
        File.WriteAllText(
            Path.Combine(Folder, "settings.json"),
            $"{{\"connection\": {JsonSerializer.Serialize(database.AppAddress)}, \"url\": \"http://127.0.0.1:0\","
            + $" \"demo_live\": false{section}}}");
    }

    public CerProgram Start(params string[] arguments) => CerProgram.Start([.. arguments, "--data", Folder]);

    public async Task<CerOutcome> RunAsync(params string[] arguments)
    {
        await using var program = Start(arguments);
        return await program.EndAsync();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
