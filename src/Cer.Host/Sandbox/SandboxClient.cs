using System.Security.Cryptography;
using System.Text;

namespace Cer.Host.Sandbox;

/// <summary>The id and the secret that a client shows; made at the first start, kept in a file for the owner alone.</summary>
internal sealed record SandboxClient(string Id, string Secret)
{
    public const string SecretFile = "client.secret";

    private const string IdFile = "client.id";

    /// <summary>Those of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isNew">Whether they were made just now.</param>
    public static SandboxClient Of(string folder, out bool isNew)
    {
        var (id, secret) = (Path.Combine(folder, IdFile), Path.Combine(folder, SecretFile));
        isNew = !File.Exists(id) || !File.Exists(secret);
        if (isNew)
        {
            SandboxFiles.Write(secret, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n");
            SandboxFiles.Write(id, $"cer-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}\n");
        }

        return new(File.ReadAllText(id).Trim(), File.ReadAllText(secret).Trim());
    }

    public bool Is(string? id, string? secret) => Same(Id, id) & Same(Secret, secret);

    /// <summary>Without the secret.</summary>
    public override string ToString() => Id;

    private static bool Same(string one, string? other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other ?? "")));
}
