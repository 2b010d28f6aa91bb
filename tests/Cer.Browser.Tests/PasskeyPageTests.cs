namespace Cer.Browser.Tests;

/// <summary>Passkeys, links and tokens by the pages alone, in a browser with a device that knows passkeys.</summary>
public sealed class PasskeyPageTests(KeyHolder holder) : IClassFixture<KeyHolder>
{
    [Theory]
    [InlineData("invited")]
    [InlineData("registered")]
    [InlineData("the same device twice")]
    [InlineData("entered")]
    [InlineData("not verified")]
    [InlineData("a token is made and shown once")]
    [InlineData("each fault stands beside its field, which has the focus")]
    [InlineData("removed")]
    [InlineData("a wrong password is said beside it")]
    public void At_the_root_and_below_a_path_the_story_reaches(string chapter)
    {
        foreach (var place in new[] { "root", "below" })
            Assert.True(holder.Told("shown").Contains($"{place}: {chapter}"), string.Join('\n', holder.Told("wrong")));
    }

    [Theory]
    [InlineData("below: entered by a link, once")]
    [InlineData("a designer drafts, and sees neither data nor what is for others")]
    [InlineData("at an address of numbers it says why not")]
    public void And_besides(string chapter) =>
        Assert.True(holder.Told("shown").Contains(chapter), string.Join('\n', holder.Told("wrong")));

    [Fact]
    public void Nothing_on_the_way_was_other_than_expected() => Empty("wrong");

    [Fact]
    public void The_pages_fault_nowhere_in_the_console() => Empty("console");

    [Fact]
    public void The_pages_have_no_barrier_that_axe_finds() => Empty("axe");

    [Fact]
    public void The_pages_scroll_sideways_on_no_screen() => Empty("width");

    [Fact]
    public void The_pages_show_no_code_and_no_word_of_the_other_language() => Empty("words");

    private void Empty(string kind) => Assert.True(holder.Told(kind).Count == 0, string.Join('\n', holder.Told(kind)));
}
