namespace Cer.Apps;

/// <summary>Where the apps send what they collect, and where they keep it until it is there.</summary>
public sealed class PlatformConfig
{
    /// <summary>The platform, such as https://cer.example; left out where the apps run inside it, as in its add-on.</summary>
    public string? Url { get; set; }

    /// <summary>The account that <c>cer account</c> made for this house.</summary>
    public string? Username { get; set; }

    /// <summary>A file that holds nothing but the password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The code of the community, where the apps run inside a platform that has several.</summary>
    public string? Community { get; set; }

    /// <summary>A folder that outlives restarts; each app has one of its own in it.</summary>
    public string Folder { get; set; } = "cer-apps";

    /// <summary>What a backlog may take on disk; beyond it the oldest goes, and it is said.</summary>
    public int BacklogMegabytes { get; set; } = 32;
}
