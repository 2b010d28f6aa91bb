namespace Cer.Host.Mine;

/// <summary>A nickname as a page sends it.</summary>
internal sealed record NicknameForm(string? Nickname);
