namespace Cer.Browser.Tests;

/// <summary>The editor of workflows, worked with as designers do: nothing here calls what the pages do not.</summary>
public sealed class FlowTests(Designers designers) : IClassFixture<Designers>
{
    // Twice what is promised: the machine of the tests has other things to do; the bench measures the promise itself.
    private const int MostMilliseconds = 10_000;

    [Theory]
    [InlineData("expression")]
    [InlineData("built")]
    [InlineData("rehearsed")]
    [InlineData("published")]
    [InlineData("failed")]
    [InlineData("retried")]
    [InlineData("compared")]
    [InlineData("compared on a past day")]
    [InlineData("pinned")]
    [InlineData("run from here")]
    [InlineData("conflict")]
    [InlineData("task")]
    [InlineData("sizes")]
    public void The_story_of_a_workflow_reaches(string chapter) =>
        Assert.True(designers.Told("shown").Contains(chapter), string.Join('\n', designers.Told("wrong")));

    [Fact]
    public void Nothing_on_the_way_was_other_than_expected() => Empty("wrong");

    [Fact]
    public void The_editor_faults_nowhere_in_the_console() => Empty("console");

    [Fact]
    public void The_editor_has_no_serious_barrier_that_axe_finds() => Empty("axe");

    [Fact]
    public void The_editor_scrolls_sideways_on_no_screen() => Empty("width");

    [Fact]
    public void Two_hundred_activities_are_there_soon_after_the_click() => Assert.InRange(designers.Opens, 1, MostMilliseconds);

    private void Empty(string kind) => Assert.True(designers.Told(kind).Count == 0, string.Join('\n', designers.Told(kind)));
}
