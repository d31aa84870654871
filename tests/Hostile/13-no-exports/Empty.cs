public sealed class Bad
{

}
