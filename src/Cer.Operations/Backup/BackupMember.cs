namespace Cer.Operations.Backup;

/// <summary>A file inside a backup.</summary>
/// <param name="Name">Its name, with slashes; the first word says where it belongs.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal digits.</param>
public sealed record BackupMember(string Name, long Size, string Sha256);
