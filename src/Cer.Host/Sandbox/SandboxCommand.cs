using System.CommandLine;

namespace Cer.Host.Sandbox;

/// <summary>The verb <c>sandbox</c>: a server over HTTPS that plays GSE and ARERA, and is neither.</summary>
internal static class SandboxCommand
{
    public static Command Create()
    {
        var folder = new Option<string?>("--folder")
        {
            Description = "Where it keeps certificate, secret and state (default: sandbox in $CER_DATA, else in ./var).",
        };
        var url = new Option<string>("--url")
        {
            Description = "Where it listens: this machine alone, unless told otherwise.",
            DefaultValueFactory = _ => SandboxOptions.UsualUrl,
        };
        var mutual = new Option<bool>("--mutual-tls") { Description = "Ask for the certificate client.pem of the folder." };
        var percent = new Option<int?>("--faults") { Description = "How many of a hundred calls go wrong." };
        var seed = new Option<int?>("--seed") { Description = "Where chance begins: the same number gives the same faults." };
        var command = new Command(
            "sandbox", "Play GSE and ARERA over HTTPS, with faults on demand, to try the product. It is NOT GSE.")
        {
            folder, url, mutual, percent, seed,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("sandbox", () => RunAsync(
            new(
                Path.GetFullPath(parse.GetValue(folder)
                    ?? Path.Combine(Environment.GetEnvironmentVariable("CER_DATA") ?? "var", "sandbox")),
                Address(parse.GetValue(url)!),
                parse.GetValue(mutual)),
            parse.GetValue(percent),
            parse.GetValue(seed),
            cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(SandboxOptions options, int? percent, int? seed, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Folder);
        var client = SandboxClient.Of(options.Folder, out var isNew);
        await using var app = SandboxHost.Build(options, TimeProvider.System);
        var faults = app.Services.GetRequiredService<SandboxFaults>();
        if (percent is not null || seed is not null)
        {
            var plan = new SandboxPlan(null, seed ?? faults.Plan.Seed, percent ?? faults.Plan.Percent, faults.Plan.Silence);
            faults.Plan = plan.Problem is { } problem ? throw new UserFault(problem) : plan;
        }

        Console.WriteLine(SandboxWords.Notice);
        Console.WriteLine($"client_id {client.Id}, its secret {(isNew ? "was made just now and" : "")} is in"
            + $" {Path.Combine(options.Folder, SandboxClient.SecretFile)}, for you alone.");
        Console.WriteLine($"Trust {Path.Combine(options.Folder, SandboxCertificates.ServerFile)} as authority"
            + (options.MutualTls ? $", show {Path.Combine(options.Folder, SandboxCertificates.ClientFile)}." : "."));
        await app.RunAsync(cancellation);
        return ExitCodes.Done;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.AbsolutePath == "/"
            ? url
            : throw new UserFault($"Found another --url, expected one such as {SandboxOptions.UsualUrl}.");
}
