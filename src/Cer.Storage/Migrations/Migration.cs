using System.Security.Cryptography;
using System.Text;

namespace Cer.Storage.Migrations;

/// <summary>A numbered step of the schema: its file never changes once released.</summary>
/// <param name="Version">Its number, from 1 without gaps.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Text">The SQL, with plain line feeds.</param>
public sealed record Migration(int Version, string Name, string Text)
{
    /// <summary>SHA-256 of the text, by which a changed file is found out.</summary>
    public ReadOnlyMemory<byte> Checksum { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Text));
}
